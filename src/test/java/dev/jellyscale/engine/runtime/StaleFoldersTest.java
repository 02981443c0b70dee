package dev.jellyscale.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleFoldersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path temporary;

  private Path made(String name, Duration age) throws IOException {
    var folder = Files.createDirectory(temporary.resolve(name));
    return aged(folder, age);
  }

  private static Path aged(Path folder, Duration age) throws IOException {
    return Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(age)));
  }

  @Test
  void anEmptyFolderOfAKilledProcessGoes() throws Exception {
    var stale = made("onnxruntime-java123", Duration.ofMinutes(2));

    StaleFolders.remove(temporary, NOW);

    assertThat(stale).doesNotExist();
  }

  @Test
  void whatMayBeInUseStays() throws Exception {
    var young = made("onnxruntime-java1", Duration.ofSeconds(50));
    var full = made("onnxruntime-java2", Duration.ZERO);
    Files.createFile(full.resolve("libonnxruntime.so"));
    aged(full, Duration.ofDays(1));
    var foreign = made("something-else", Duration.ofDays(1));

    StaleFolders.remove(temporary, NOW);

    assertThat(young).exists();
    assertThat(full.resolve("libonnxruntime.so")).exists();
    assertThat(foreign).exists();
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    var target = made("target", Duration.ofDays(1));
    var link = Files.createSymbolicLink(temporary.resolve("onnxruntime-java3"), target);

    StaleFolders.remove(temporary, NOW);

    assertThat(link).exists();
    assertThat(target).exists();
  }

  @Test
  void aMissingTemporaryFolderIsNoFailure() {
    assertThatCode(() -> StaleFolders.remove(temporary.resolve("missing"), NOW))
        .doesNotThrowAnyException();
  }
}
