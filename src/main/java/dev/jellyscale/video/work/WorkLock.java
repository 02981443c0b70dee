package dev.jellyscale.video.work;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Exclusive hold of a folder, which the operating system ends with the process at the latest. */
final class WorkLock implements AutoCloseable {
  private static final String NAME = "lock";

  private final Path file;
  private final FileChannel channel;

  private WorkLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a folder that exists.
   *
   * @throws Conflict if another process, or another thread of this one, holds it
   */
  static WorkLock acquire(Path folder) throws IOException {
    var file = folder.resolve(NAME);
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      // The holder before may have removed the file between our opening and locking it.
      if (tryLock(channel) == null || !Files.exists(file)) {
        throw new Conflict(
            "Another run works on the same output in " + ShownName.of(folder) + " right now");
      }
      return new WorkLock(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // Held by this process.
    }
  }

  /** Removes the lock's file and ends the hold. */
  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }
}
