package dev.jellyscale.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that is there until it is closed, which removes all that is in it. */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * Makes one among the system's temporary files.
   *
   * @param purpose a word that its name holds
   */
  public static TemporaryFolder make(String purpose) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("jellyscale-" + purpose));
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
