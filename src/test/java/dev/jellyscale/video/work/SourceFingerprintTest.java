package dev.jellyscale.video.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFingerprintTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 65_536, 200_000, 5_000_000})
  void theSameFileHasTheSameFingerprint(int bytes) throws IOException {
    var file = Files.write(folder.resolve("source"), new byte[bytes]);

    var fingerprint = SourceFingerprint.of(file);

    assertThat(SourceFingerprint.of(file)).isEqualTo(fingerprint);
    assertThat(fingerprint.bytes()).isEqualTo(bytes);
    fingerprint.requireUnchanged(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4_999_999})
  void anotherByteAtEitherEndIsSeenEvenIfSizeAndTimeAreTheSame(int position) throws IOException {
    var file = Files.write(folder.resolve("source"), new byte[5_000_000]);
    var time = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, time);
    var before = SourceFingerprint.of(file);

    try (var content = new RandomAccessFile(file.toFile(), "rw")) {
      content.seek(position);
      content.write(1);
    }
    Files.setLastModifiedTime(file, time);

    assertThat(SourceFingerprint.of(file)).isNotEqualTo(before);
  }

  @Test
  void aChangedSizeOrTimeIsAConflict() throws IOException {
    var file = Files.write(folder.resolve("source.mkv"), new byte[100]);
    var fingerprint = SourceFingerprint.of(file);

    Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));

    assertThatThrownBy(() -> fingerprint.requireUnchanged(file))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("source.mkv")
        .hasMessageContaining("changed");
  }

  @Test
  void aVanishedSourceIsNotFound() throws IOException {
    var file = Files.write(folder.resolve("source.mkv"), new byte[100]);
    var fingerprint = SourceFingerprint.of(file);

    Files.delete(file);

    assertThatThrownBy(() -> fingerprint.requireUnchanged(file)).isInstanceOf(NotFound.class);
  }
}
