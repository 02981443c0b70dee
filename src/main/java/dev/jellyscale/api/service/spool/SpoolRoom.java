package dev.jellyscale.api.service.spool;

import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A place on the disk for one file after the other. Belongs to one request at a time. */
final class SpoolRoom {
  private final Path path;
  private @Nullable FileChannel channel;

  SpoolRoom(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** The file, made where it is not there yet. An interruption closes it for good. */
  FileChannel channel() {
    var open = channel;
    if (open == null) {
      try {
        open =
            FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw StorageFailure.of(path, e);
      }
      channel = open;
    }
    return open;
  }

  /** Removes the file, if it is still there. */
  void remove() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw StorageFailure.of(path, e);
    }
  }
}
