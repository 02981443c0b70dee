package dev.jellyscale.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.Requires;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.model.SharedModels.Content;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

  private Content content() {
    return () -> FileChannel.open(file);
  }

  private String[] names() {
    return folder.resolve("work/models").toFile().list();
  }

  @Test
  void aModelIsFoundUnderItsHash() throws Exception {
    assertThat(shared.find(sha256)).isEmpty();

    shared.put(content(), sha256);

    assertThat(shared.find(sha256).orElseThrow()).hasBinaryContent(BYTES);
    assertThat(names()).containsExactly(sha256);
  }

  @Test
  void aFileThatWasSpoiltIsReplaced() throws Exception {
    shared.put(content(), sha256);
    Files.writeString(shared.find(sha256).orElseThrow(), "another");
    assertThat(shared.find(sha256)).isEmpty();

    shared.put(content(), sha256);

    assertThat(shared.find(sha256).orElseThrow()).hasBinaryContent(BYTES);
    assertThat(names()).containsExactly(sha256);
  }

  @Test
  void aFolderInItsPlaceIsNoFaultOfAJob() throws Exception {
    Files.createDirectories(folder.resolve("work/models").resolve(sha256));

    assertThatThrownBy(() -> shared.put(content(), sha256))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("The work directory takes no models");
    assertThat(names()).containsExactly(sha256);
  }

  @Test
  void aFileOfAnotherHashLeavesNothing() {
    var other = Sha256.of("another".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> shared.put(content(), other)).isInstanceOf(Damaged.class);
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
                            shared.put(content(), sha256);
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

    assertThatThrownBy(() -> shared.put(content(), sha256))
        .isInstanceOf(InterruptedException.class);
    assertThat(names()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aModelOfAnotherUserThatCannotBeMadeYoungIsCopiedAnew() throws Exception {
    Requires.root();
    Requires.program("setpriv");
    shared.put(content(), sha256);
    var others = shared.find(sha256).orElseThrow();
    Files.setAttribute(others, "unix:uid", 65534);
    Files.setLastModifiedTime(others, FileTime.from(Instant.EPOCH));

    // Root may set the time of any file by one capability.
    var putting =
        new ProcessBuilder(
            "setpriv",
            "--bounding-set=-fowner",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Putting.class.getName(),
            shared.folder().toString(),
            file.toString(),
            sha256);
    assertThat(putting.inheritIO().start().waitFor()).isZero();

    assertThat(Files.getAttribute(others, "unix:uid")).isEqualTo(0);
    assertThat(Files.getLastModifiedTime(others).toInstant()).isAfter(Instant.EPOCH.plusSeconds(1));
    assertThat(names()).containsExactly(sha256);
  }

  /** A process that puts one model. */
  static final class Putting {
    private Putting() {}

    public static void main(String[] arguments) throws InterruptedException {
      new SharedModels(Path.of(arguments[0]))
          .put(() -> FileChannel.open(Path.of(arguments[1])), arguments[2]);
    }
  }
}
