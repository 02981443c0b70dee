package dev.jellyscale.auth.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Denied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapTokenTest {
  @TempDir Path folder;

  private BootstrapToken open() {
    return BootstrapToken.in(folder.resolve("secrets"));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void itIsWrittenOnceForItsOwnerAlone() throws IOException {
    var made = open().make();

    assertThat(made).startsWith("upsk_").hasSize(48);
    assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("secrets/bootstrap-token"))).isEqualTo("rw-------");
    assertThat(folder.resolve("secrets/bootstrap-token")).hasContent(made);
    try (var files = Files.list(folder.resolve("secrets"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void itIsReadAgain() {
    assertThat(open().read()).isEmpty();
    var made = open().make();

    assertThat(open().read()).contains(made);
  }

  @Test
  void modesThatLetOthersReadAreTakenBack() throws IOException {
    open().make();
    var file = folder.resolve("secrets/bootstrap-token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(
        folder.resolve("secrets"), PosixFilePermissions.fromString("rwxr-xr-x"));

    open().read();

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
  }

  @Test
  void aFileWithoutATokenIsNoToken() throws IOException {
    open();
    Files.writeString(folder.resolve("secrets/bootstrap-token"), "\n");

    assertThatThrownBy(() -> open().read())
        .isInstanceOf(Denied.class)
        .hasMessageContaining("delete it");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    open();
    var other = Files.writeString(folder.resolve("other"), "x".repeat(40));
    Files.createSymbolicLink(folder.resolve("secrets/bootstrap-token"), other);

    assertThatThrownBy(() -> open().read()).isInstanceOf(Denied.class);
  }

  @Test
  void aFolderOfSecretsThatIsALinkIsNotUsed() throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("secrets"), elsewhere);

    assertThatThrownBy(this::open).isInstanceOf(Denied.class);
  }
}
