package dev.jellyscale.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.Places;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.fetch.FetchPolicy;
import dev.jellyscale.models.install.Acceptance;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.models.install.InstalledFile;
import dev.jellyscale.models.install.ModelFolder;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.ModelStore;
import dev.jellyscale.models.store.Origin;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledImportTest {
  private static final Path ONNX = Path.of("models/swift-x2.onnx").toAbsolutePath();
  private static final ModelId MINE = new ModelId("mine");
  private static final String REMEMBERED = "remembered";

  @TempDir Path folder;

  /** Imports a model in a process of its own, and waits for its end where it is remembered. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (var data = DataDirectory.open(Path.of(arguments[0]));
          var store = ModelStore.open(data.database(), new NodeName("attic"))) {
        var files =
            ModelFiles.of(
                ModelFolder.open(data.models()),
                FetchPolicy.of(List.of()),
                new Acceptance((_, _) -> {}, new PlayedRenderer()),
                ImportRules.of(Catalogue.shipped(), Aliases.shipped(), Map.of()));
        files.take(ONNX, MINE, _ -> {}, file -> remember(store, file));
      }
    }

    private static void remember(ModelStore store, InstalledFile file) {
      store
          .models()
          .put(
              new InstalledModel(
                  MINE,
                  file.sha256(),
                  file.bytes(),
                  Origin.IMPORT,
                  file.traits(),
                  Instant.EPOCH,
                  Optional.empty()));
      System.out.println(REMEMBERED);
      try {
        System.in.read();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void anImportThatIsKilledBeforeItsFileHasItsNameIsForgotten() throws Exception {
    var places =
        new Places(
            folder.resolve("data"), folder.resolve("work"), Optional.of(new NodeName("attic")));
    killOnceRemembered(places.data());
    assertThat(places.data().resolve("models/mine/model.onnx.part")).exists();

    var launch = RendererLaunch.likeThisProcess(OwnRegistry.folders(places));
    try (var supervisor = new Supervisor(SupervisorSettings.of(launch));
        var own = OwnRegistry.open(places, supervisor, Map.of())) {
      assertThat(own.registry().list().models())
          .extracting(ModelView::id)
          .contains("swift-x2")
          .doesNotContain("mine");
      assertThat(places.data().resolve("models")).isEmptyDirectory();

      var told = own.registry().take(ONNX, MINE, Progress.UNHEARD);

      assertThat(told.model().state().name()).isEqualTo("installed");
    }
  }

  private static void killOnceRemembered(Path data) throws IOException, InterruptedException {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = child.inputReader()) {
      assertThat(output.readLine()).isEqualTo(REMEMBERED);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
