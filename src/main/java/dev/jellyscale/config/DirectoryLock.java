package dev.jellyscale.config;

import dev.jellyscale.error.JellyscaleException.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exclusive hold of a folder by a locked file in it, which tells the holder's process id. The
 * operating system ends the hold with the process at the latest, so nothing is left to clean up.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "lock";

  /**
   * Locks of this process. POSIX gives up a process's lock as soon as any of its descriptors of the
   * file is closed, so a file that is locked here must not even be opened a second time.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a folder that exists.
   *
   * @param folder without symbolic links
   * @throws Conflict if another process, or another object of this one, holds it
   */
  static DirectoryLock acquire(Path folder) throws IOException {
    var file = folder.resolve(NAME);
    if (!HELD_HERE.add(file)) {
      throw conflict(folder, "this process, " + ProcessHandle.current().pid());
    }
    try {
      return new DirectoryLock(file, locked(folder, file));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static FileChannel locked(Path folder, Path file) throws IOException {
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (channel.tryLock() == null) {
        var pid = Files.readString(file).strip();
        throw conflict(folder, pid.isEmpty() ? "another process" : "process " + pid);
      }
      channel.truncate(0);
      var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Conflict conflict(Path folder, String holder) {
    return new Conflict(
        "The data directory %s is in use by %s; wait until that has ended, or stop it, or set JELLYSCALE_DATA to another folder"
            .formatted(folder, holder));
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
