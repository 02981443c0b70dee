package dev.jellyscale.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The bodies and answers that a node has on the disk. A few small ones of requests that ended well
 * may stay, to serve the next request; of others nothing stays.
 *
 * @param node folder of the node
 */
record SpoolFolder(Path node) {
  private static final int MOST_KEPT = 16;
  private static final long LARGEST_KEPT = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Whether a path is within such a folder. */
  static boolean contains(String path) {
    return path.contains("/service-");
  }

  /** Names of the files that are there now. */
  Set<String> files() throws IOException {
    var names = new TreeSet<String>();
    try (var all = Files.walk(node.resolve("work"))) {
      all.filter(path -> contains(path.toString()) && Files.isRegularFile(path))
          .forEach(path -> names.add(path.toString()));
      return names;
    } catch (UncheckedIOException | NoSuchFileException _) {
      return files(); // A file went while the folder was read.
    }
  }

  /** What stays while nobody asks anything. */
  void assertOnlyAFewSmallFilesStay() throws IOException {
    var left = files();
    assertThat(left).hasSizeLessThanOrEqualTo(MOST_KEPT);
    for (var file : left) {
      assertThat(Files.size(Path.of(file))).as(file).isLessThanOrEqualTo(LARGEST_KEPT);
    }
  }

  /** Waits until nothing is there that was not there {@code before}. */
  void awaitNothingNew(Set<String> before) throws IOException {
    awaitNothingNew(before, PATIENCE);
  }

  /** The same, for as long as that at most. */
  void awaitNothingNew(Set<String> before, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    var now = files();
    while (!before.containsAll(now) && System.nanoTime() < deadline) {
      now = files();
    }
    // What is looked at once more may belong to a request that is refused a little later.
    assertThat(before).containsAll(now);
  }

  /** Whether some file begins with these bytes. */
  boolean holds(byte[] beginning) throws IOException {
    for (var file : files()) {
      if (begins(Path.of(file), beginning)) {
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

  /** Waits until some file begins with these bytes, or none does. */
  void await(boolean held, byte[] beginning, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (holds(beginning) != held && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(holds(beginning)).isEqualTo(held);
  }
}
