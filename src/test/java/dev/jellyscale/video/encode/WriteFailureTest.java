package dev.jellyscale.video.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFailureTest {
  @TempDir Path folder;

  @Test
  void whatMayNotBeWrittenIsDenied() {
    var file = folder.resolve("out.mkv");

    assertThat(WriteFailure.of(file, new AccessDeniedException(file.toString())))
        .isInstanceOf(OwnFileDenied.class)
        .hasMessage("Not allowed to write 'out.mkv'");
    assertThat(
            WriteFailure.of(
                file, new FileSystemException(file.toString(), null, "Read-only file system")))
        .isInstanceOf(OwnFileDenied.class);
    assertThat(WriteFailure.of(file, new IOException("broken")))
        .isInstanceOf(UncheckedIOException.class);
  }
}
