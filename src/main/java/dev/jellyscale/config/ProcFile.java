package dev.jellyscale.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of the kernel's process file system, whose lines are {@code key: value}. */
public record ProcFile(Path path) {

  /**
   * What follows {@code key} and a colon in the first line that begins with it; empty where the
   * kernel does not tell.
   */
  public Optional<String> value(String key) {
    try (var lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(key) && line.indexOf(':') > 0)
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty(); // Every caller has a word for what is unknown.
    }
  }
}
