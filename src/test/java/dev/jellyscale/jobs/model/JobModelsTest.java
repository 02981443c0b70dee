package dev.jellyscale.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.Places;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.PackedNetworks;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.TestRenderers;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of jobs, with a real registry and real renderers. */
class JobModelsTest {
  private static final ModelId SHIPPED = new ModelId("swift-x2");
  private static final Path OTHER = Path.of("models/clear-x2.onnx").toAbsolutePath();

  @TempDir Path folder;
  private Supervisor renderers;
  private OwnRegistry own;
  private SharedModels shared;
  private JobModels models;

  @BeforeEach
  void open() throws IOException {
    var work = Files.createDirectory(folder.resolve("work"));
    var places = new Places(folder.resolve("data"), work, Optional.empty());
    var folders = OwnRegistry.folders(places);
    renderers = TestRenderers.supervisor(folders.work(), folders.readable().getFirst());
    own = OwnRegistry.open(places, renderers, Map.of());
    shared = new SharedModels(work.resolve("models"));
    models = new JobModels(own::registry, shared);
  }

  @AfterEach
  void close() {
    own.close();
    renderers.close();
  }

  @Test
  void aShippedNetworkIsSharedForTheNextBuild() throws Exception {
    var settled = models.settle(SHIPPED);

    assertThat(settled.sha256()).isEqualTo(Sha256.of(PackedNetworks.onnx("swift-x2")));
    assertThat(settled.source())
        .isEqualTo(new ModelSource.Shipped(SHIPPED, Optional.of(settled.sha256())));
    assertThat(shared.find(settled.sha256()).orElseThrow())
        .hasBinaryContent(PackedNetworks.onnx("swift-x2"));
    assertThat(models.find(SHIPPED, settled.sha256())).isEqualTo(settled);
  }

  @Test
  void whatEveryProgramMakesIsNotShared() throws Exception {
    var settled = models.settle(new ModelId("bicubic-x2"));

    assertThat(shared.folder()).doesNotExist();
    assertThat(models.find(new ModelId("bicubic-x2"), settled.sha256())).isEqualTo(settled);
  }

  @Test
  void anImportedModelIsSharedWithOthers() throws Exception {
    var mine = new ModelId("mine");
    own.registry().take(OTHER, mine, Progress.UNHEARD);

    var settled = models.settle(mine);

    assertThat(shared.find(settled.sha256()).orElseThrow())
        .hasBinaryContent(Files.readAllBytes(OTHER));
    assertThat(models.find(mine, settled.sha256())).isEqualTo(settled);
  }

  @Test
  void otherBytesOfAnIdAreThoseThatAreShared() throws Exception {
    var sha256 = Sha256.of(Files.readAllBytes(OTHER));
    assertThatThrownBy(() -> models.find(SHIPPED, sha256))
        .isInstanceOf(NotFound.class)
        .hasMessage(
            "It has no model 'swift-x2' with SHA-256 %s, nor has the work directory", sha256);
    shared.put(() -> FileChannel.open(OTHER), sha256);

    var found = models.find(SHIPPED, sha256);

    assertThat(found.source())
        .isEqualTo(
            new ModelSource.InFile(SHIPPED, shared.folder().resolve(sha256).toString(), sha256));
    assertThat(found.bytes()).isEqualTo(Files.size(OTHER));
  }

  @Test
  void aWorkDirectoryThatMayNotBeWrittenToIsNoFaultOfAJob() throws Exception {
    try (var disk = SmallDisk.mount(Files.createDirectory(folder.resolve("mounted")), 64)) {
      disk.remount(true);
      var there = new JobModels(own::registry, new SharedModels(disk.file("models")));

      assertThatThrownBy(() -> there.settle(SHIPPED))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("The work directory takes no models");
    }
  }

  @Test
  void aFileInTheWayOfSharedModelsIsNoFaultOfAJob() throws IOException {
    Files.writeString(shared.folder(), "in the way");

    assertThatThrownBy(() -> models.settle(SHIPPED)).isInstanceOf(Unavailable.class);
  }
}
