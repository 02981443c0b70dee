package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Bodies and answers that a node has in its work directory. Some of those that went well stay there
 * for the next request to write over.
 *
 * @param folder of the node
 */
record Spooled(Path folder) {

  List<Path> files() throws IOException {
    try (var all = Files.walk(folder.resolve("work"))) {
      return all.filter(Spooled::isSpooled).toList();
    } catch (UncheckedIOException _) {
      return List.of(folder); // A file went while the folder was read.
    }
  }

  private static boolean isSpooled(Path file) {
    return file.toString().contains("/service-") && Files.isRegularFile(file);
  }

  /** Returns when there are so many, or fewer. */
  void awaitAtMost(int count, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (files().size() > count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(files()).hasSizeLessThanOrEqualTo(count);
  }

  /** Whether some file begins with these bytes. */
  boolean holds(byte[] beginning) throws IOException {
    for (var file : files()) {
      if (begins(file, beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(Path file, byte[] beginning) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(beginning.length), beginning);
    } catch (NoSuchFileException _) {
      return false; // It went meanwhile.
    }
  }

  void await(boolean held, byte[] beginning, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (holds(beginning) != held && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(holds(beginning)).isEqualTo(held);
  }
}
