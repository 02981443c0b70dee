package dev.jellyscale.models.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.TestRenderers;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Imports that a real renderer tries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRendererImportTest {
  private static final ModelId ID = new ModelId("mine");

  @TempDir static Path folder;

  private ModelFolder models;
  private Supervisor supervisor;
  private Importer importer;

  @BeforeAll
  void start() {
    var root = folder.resolve("models");
    models = ModelFolder.open(root);
    supervisor = TestRenderers.supervisor(folder.resolve("work"), root);
    importer =
        new Importer(
            models, new Acceptance((_, _) -> {}, supervisor), new ImportRules(1 << 20, Set.of()));
  }

  @AfterAll
  void stop() {
    supervisor.close();
  }

  private InstalledFile take(ModelFile model) throws InterruptedException {
    return importer.importStream(ID, new ByteArrayInputStream(model.onnx()), _ -> {});
  }

  @Test
  void anUpscalerIsTakenAndItsTraitsAreFound() throws Exception {
    var installed = take(TestNetworks.identity(3, Channels.RGB, 17, false));

    assertThat(installed.traits().scale()).isEqualTo(3);
    assertThat(installed.traits().kind()).isEqualTo(Kind.RGB);
    assertThat(models.holds(ID)).isTrue();
    models.remove(ID);
  }

  @Test
  void whatARendererFindsUselessIsRefusedAndTheRendererLivesOn() throws Exception {
    take(TestNetworks.identity(2, Channels.LUMA, 17, false));
    models.remove(ID);
    var before = supervisor.states();
    assertThat(before.getFirst()).isInstanceOf(SlotState.Idle.class);

    for (var bad : List.of(TestNetworks.notFinite(), TestNetworks.shrinking())) {
      assertThatThrownBy(() -> take(bad)).isInstanceOf(BadModel.class);
    }

    assertThat(supervisor.states()).isEqualTo(before);
    try (var left = Files.list(folder.resolve("models"))) {
      assertThat(left).isEmpty();
    }
  }
}
