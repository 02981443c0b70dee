package dev.jellyscale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.Requires;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void isMadeForItsOwnerAlone() throws Exception {
    var root = folder.resolve("a/b");

    try (var data = DataDirectory.open(root)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aSecondOwnerInThisProcessIsRefusedAndTheFirstKeepsItsHold() throws Exception {
    try (var _ = DataDirectory.open(folder)) {
      assertThatThrownBy(() -> DataDirectory.open(folder))
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("this process");
      assertThatThrownBy(() -> LockHolder.start(folder)).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void aSecondProcessIsToldWhoHoldsTheFolder() throws Exception {
    var holder = LockHolder.start(folder);
    try {
      assertThatThrownBy(() -> DataDirectory.open(folder))
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("process " + holder.pid())
          .hasMessageContaining(folder.toRealPath().toString());
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void aKilledHolderLeavesTheFolderFree() throws Exception {
    var holder = LockHolder.start(folder);

    holder.destroyForcibly().waitFor();

    try (var data = DataDirectory.open(folder)) {
      assertThat(data.root()).isEqualTo(folder.toRealPath());
    }
  }

  @Test
  void aClosedFolderCanBeOpenedAgain() {
    var first = DataDirectory.open(folder);
    first.close();
    first.close();

    try (var second = DataDirectory.open(folder)) {
      assertThat(second.database()).hasFileName("jellyscale.db");
    }
  }

  @Test
  void aFileInTheWayIsTold() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is no folder");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("no folder");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsTold() {
    var proc = Path.of("/proc/sys");
    Requires.that(Files.isDirectory(proc), "a /proc file system");

    assertThatThrownBy(() -> DataDirectory.open(proc.resolve("jellyscale")))
        .isInstanceOf(Denied.class)
        .hasMessageContaining("data directory (JELLYSCALE_DATA) /proc/sys/jellyscale");
    assertThatThrownBy(() -> WorkRoot.open(proc.resolve("jellyscale")))
        .isInstanceOf(Denied.class)
        .hasMessageContaining("work directory (JELLYSCALE_WORK)");
  }

  @Test
  void theNameOfTheNodeStaysUnlessTheEnvironmentNamesIt() throws Exception {
    try (var data = DataDirectory.open(folder)) {
      var first = data.nodeName(Optional.empty());
      assertThat(data.nodeName(Optional.of(new NodeName("other")))).hasToString("other");
      assertThat(data.nodeName(Optional.empty())).isEqualTo(first);

      Files.writeString(folder.resolve("node-name"), "attic\n");
      assertThat(data.nodeName(Optional.empty())).hasToString("attic");
    }
  }

  @Test
  void aNameThatAKilledProcessLeftHalfWrittenIsNoName() throws Exception {
    Files.writeString(folder.resolve("node-name.part"), "half a na, and more than a name is long");
    try (var data = DataDirectory.open(folder)) {
      var name = data.nodeName(Optional.empty());

      assertThat(folder.resolve("node-name")).hasContent(name + "\n");
      assertThat(folder.resolve("node-name.part")).doesNotExist();
    }
  }

  @Test
  void theWorkRootIsMadeForItsOwnerAlone() throws Exception {
    var work = WorkRoot.open(folder.resolve("work"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.path())))
        .isEqualTo("rwx------");
  }
}
