package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands about models, all given to one real renderer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisorTest {
  private static final String NO_HASH = "0".repeat(64);

  @TempDir static Path folder;
  private Supervisor supervisor;

  @BeforeAll
  void start() throws IOException {
    var models = Files.createDirectory(folder.resolve("models"));
    supervisor = TestRenderers.supervisor(folder.resolve("work"), models);
  }

  @AfterAll
  void stop() {
    supervisor.close();
    TestRenderers.assertNoneIsLeft();
  }

  private ModelSource inFile(ModelFile model) throws IOException {
    return TestRenderers.inFile(model, folder.resolve("models"));
  }

  @Test
  void probesAShippedModel() throws Exception {
    assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
  }

  @Test
  void probesAModelInAFile() throws Exception {
    var traits = supervisor.probe(inFile(TestNetworks.identity(3, Channels.RGB, 17, false)));

    assertThat(traits.scale()).isEqualTo(3);
    assertThat(traits.kind()).isEqualTo(Kind.RGB);
    assertThat(traits.opset()).isEqualTo(17);
  }

  @Test
  void opensAModelOnceAndClosesIt() throws Exception {
    var model = inFile(TestNetworks.convRelu(2, Channels.LUMA, 7, 8, 8));

    var facts = supervisor.open(model);

    assertThat(facts.provider()).isEqualTo(ExecutionProvider.CPU);
    assertThat(facts.memory().pool()).isEqualTo(MemoryUse.Pool.HOST);
    assertThat(facts.memory().bytes()).isPositive();
    assertThat(supervisor.open(model)).isEqualTo(facts);
    supervisor.close(model);
    supervisor.close(model);
    assertThat(supervisor.open(model).provider()).isEqualTo(ExecutionProvider.CPU);
    supervisor.close(model);
  }

  @Test
  void measuresAModelAtEachSizeInTheOrderGiven() throws Exception {
    var sizes = List.of(new Size(64, 48), new Size(32, 32));

    var facts = supervisor.benchmark(BICUBIC, sizes);

    assertThat(facts).extracting("input").containsExactlyElementsOf(sizes);
    assertThat(facts)
        .allSatisfy(
            f -> {
              assertThat(f.framesPerSecond()).isPositive();
              assertThat(f.memory().pool()).isEqualTo(MemoryUse.Pool.HOST);
              assertThat(f.memory().bytes()).isPositive();
            });
  }

  @Test
  void tellsWhatIsWrongWithAModelAndGoesOn() throws Exception {
    var garbage = folder.resolve("models/garbage.onnx");
    Files.write(garbage, "no model".getBytes(StandardCharsets.UTF_8));
    var source = TestNetworks.file(Files.readAllBytes(garbage));

    assertThatThrownBy(() -> supervisor.probe(inFile(source))).isInstanceOf(BadModel.class);
    assertThatThrownBy(() -> supervisor.open(inFile(TestNetworks.notFinite())))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("finite");
    assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
  }

  @Test
  void opensNoFileOfAnotherHash() throws Exception {
    var file = (ModelSource.InFile) inFile(TestNetworks.identity(2, Channels.RGB, 17, false));
    var other = new ModelSource.InFile(file.id(), file.path(), NO_HASH);

    assertThatThrownBy(() -> supervisor.probe(other))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void tellsTheEndOfAnIdleRendererAtOnce() throws Exception {
    supervisor.open(BICUBIC);
    var stopped = new CompletableFuture<SlotState>();
    supervisor.listen(
        (_, state) -> {
          if (state instanceof SlotState.Stopped) {
            stopped.complete(state);
          }
        });
    var idle = (SlotState.Idle) supervisor.states().getFirst();

    ProcessHandle.of(idle.renderer().pid()).orElseThrow().destroyForcibly();

    assertThat(stopped.get(10, TimeUnit.SECONDS)).isEqualTo(supervisor.states().getFirst());
    assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
  }

  @Test
  void knowsNoModelThatIsNotThere() {
    assertThatThrownBy(() -> supervisor.probe(ModelSource.shipped(new ModelId("no-such"))))
        .isInstanceOf(NotFound.class);
    var missing = folder.resolve("models/none.onnx").toString();
    assertThatThrownBy(
            () -> supervisor.probe(new ModelSource.InFile(new ModelId("x"), missing, NO_HASH)))
        .isInstanceOf(NotFound.class);
  }
}
