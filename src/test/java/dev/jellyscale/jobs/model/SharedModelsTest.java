package dev.jellyscale.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
  private static final byte[] BYTES = "a model".repeat(1000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path file;
  private SharedModels shared;
  private String sha256;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("model.onnx"), BYTES);
    Files.createDirectory(folder.resolve("work"));
    shared = new SharedModels(folder.resolve("work/models"));
    sha256 = Sha256.of(BYTES);
  }

  private String[] names() {
    return folder.resolve("work/models").toFile().list();
  }

  @Test
  void aModelIsFoundUnderItsHash() throws Exception {
    assertThat(shared.find(sha256)).isEmpty();

    shared.put(file, sha256);

    assertThat(shared.find(sha256).orElseThrow()).hasBinaryContent(BYTES);
    assertThat(names()).containsExactly(sha256);
  }

  @Test
  void aFileOfAnotherHashLeavesNothing() {
    var other = Sha256.of("another".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> shared.put(file, other)).isInstanceOf(Damaged.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void severalMayPutOneModelAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var puts =
          IntStream.range(0, 8)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            shared.put(file, sha256);
                            return shared.find(sha256).isPresent();
                          }))
              .toList();
      assertThat(puts).extracting(Future::get).containsOnly(true);
    }
    assertThat(names()).containsExactly(sha256);
  }

  @Test
  void whoIsInterruptedLeavesNothing() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> shared.put(file, sha256)).isInstanceOf(InterruptedException.class);
    assertThat(names()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }
}
