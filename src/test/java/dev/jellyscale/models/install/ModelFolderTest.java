package dev.jellyscale.models.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private static final ModelId ID = new ModelId("mine");

  @TempDir Path folder;

  private Path root() {
    return folder.resolve("models");
  }

  @Test
  void itIsForItsOwnerAlone() throws IOException {
    ModelFolder.open(root()).part(ID);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root().resolve("mine"))))
        .isEqualTo("rwx------");
  }

  @Test
  void leftoversGoWhenItIsOpenedAndNothingElseDoes() throws IOException {
    var models = ModelFolder.open(root());
    Files.writeString(models.part(ID), "half");
    Files.writeString(models.part(new ModelId("whole")), "whole");
    models.publish(new ModelId("whole"));
    Files.writeString(models.part(new ModelId("whole")), "half of a newer one");
    Files.writeString(root().resolve("notes.txt"), "theirs");

    ModelFolder.open(root());

    assertThat(root().resolve("mine")).doesNotExist();
    assertThat(root().resolve("whole")).isDirectoryContaining("glob:**/model.onnx");
    assertThat(root().resolve("whole/model.onnx.part")).doesNotExist();
    assertThat(root().resolve("notes.txt")).hasContent("theirs");
  }

  @Test
  void symbolicLinksAreNotFollowed() throws IOException {
    var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("model.onnx"), "theirs");
    Files.writeString(elsewhere.resolve("model.onnx.part"), "theirs");
    Files.createDirectories(root());
    Files.createSymbolicLink(root().resolve("mine"), elsewhere);

    var models = ModelFolder.open(root());
    models.remove(ID);
    models.discard(ID);

    assertThat(models.holds(ID)).isFalse();
    assertThatThrownBy(() -> models.part(ID)).isInstanceOf(Conflict.class);
    assertThat(elsewhere.resolve("model.onnx")).exists();
    assertThat(elsewhere.resolve("model.onnx.part")).exists();
  }

  @Test
  void whatIsNotOursIsTold() throws IOException {
    var models = ModelFolder.open(root());
    Files.writeString(models.part(ID), "whole");
    models.publish(ID);
    Files.writeString(root().resolve("mine/readme"), "theirs");
    Files.createDirectory(root().resolve("unknown"));

    assertThat(models.foreign(List.of(ID)))
        .containsExactly(Path.of("mine/readme"), Path.of("unknown"));
  }

  @Test
  void removingAModelFreesItsPlaceAndKeepsWhatOthersPutThere() throws IOException {
    var models = ModelFolder.open(root());
    Files.writeString(models.part(ID), "whole");
    models.publish(ID);
    var second = new ModelId("second");
    Files.writeString(models.part(second), "whole");
    models.publish(second);
    Files.writeString(root().resolve("second/readme"), "theirs");
    assertThat(models.diskUse()).isEqualTo(16);

    models.remove(ID);
    models.remove(second);
    models.remove(second);

    assertThat(root().resolve("mine")).doesNotExist();
    assertThat(root().resolve("second/readme")).exists();
    assertThat(models.holds(second)).isFalse();
  }
}
