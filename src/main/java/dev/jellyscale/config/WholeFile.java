package dev.jellyscale.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A small file of text that is whole or not there, also where this process is killed while it
 * writes. One thread writes at a time.
 */
public record WholeFile(Path path) {

  /** Its text; empty where it does not exist. */
  public Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Replaces its text in one step; it is on the disk then. */
  public void write(String text) throws IOException {
    var unfinished = path.resolveSibling(path.getFileName() + ".part");
    try (var channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
