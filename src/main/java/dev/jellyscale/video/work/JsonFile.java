package dev.jellyscale.video.work;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.video.encode.WriteFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small file that holds one value, whole or not at all.
 *
 * @param path of the file
 */
record JsonFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean exists() {
    return Files.exists(path);
  }

  /** What the file holds; empty where it is not whole, or not ours. */
  <T> Optional<T> read(Class<T> type) {
    try {
      @Nullable T value = JSON.readValue(path.toFile(), type);
      return Optional.ofNullable(value);
    } catch (JacksonException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw WriteFailure.of(path, e);
    }
  }

  /** Replaces the file in one step and waits until it is on the disk. */
  void write(Object value) throws IOException {
    var part = path.resolveSibling(path.getFileName() + ".part");
    Files.write(part, JSON.writeValueAsBytes(value));
    sync(part, StandardOpenOption.WRITE);
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(path.resolveSibling(""), StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (var channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
