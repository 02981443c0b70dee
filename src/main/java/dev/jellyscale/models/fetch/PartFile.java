package dev.jellyscale.models.fetch;

import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is being written and is not yet what its name will promise. Nobody but its owner may
 * read it, and it is never reached through a symbolic link. Every failure of the disk is thrown as
 * {@link StorageFailure} tells. Used by one thread at a time.
 */
public final class PartFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens the file with what it holds, or makes an empty one. */
  public static PartFile open(Path path) {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options =
        Set.<OpenOption>of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      return new PartFile(path, FileChannel.open(path, options, owner));
    } catch (IOException e) {
      throw StorageFailure.of(path, e);
    }
  }

  /** Number of bytes that it holds. */
  public long bytes() {
    return change(FileChannel::size);
  }

  /** Drops everything behind the first {@code bytes}. */
  public void cutTo(long bytes) {
    change(c -> c.truncate(bytes));
  }

  /** Adds the first {@code count} bytes of {@code data} at the end. */
  public void append(byte[] data, int count) {
    var buffer = ByteBuffer.wrap(data, 0, count);
    change(
        c -> {
          c.position(c.size());
          while (buffer.hasRemaining()) {
            c.write(buffer);
          }
          return c;
        });
  }

  /** Waits until every byte is on the disk. */
  public void sync() {
    change(
        c -> {
          c.force(true);
          return c;
        });
  }

  /** SHA-256 of what the file holds, read back from it, as lower-case hexadecimal digits. */
  public String sha256() {
    var digest = Sha256.digest();
    var buffer = ByteBuffer.allocate(BUFFER_BYTES);
    return change(
        c -> {
          c.position(0);
          while (c.read(buffer.clear()) >= 0) {
            digest.update(buffer.flip());
          }
          return Sha256.of(digest);
        });
  }

  private <T> T change(Change<T> change) {
    try {
      return change.apply(channel);
    } catch (IOException e) {
      throw StorageFailure.of(path, e);
    }
  }

  private interface Change<T> {
    T apply(FileChannel channel) throws IOException;
  }

  /** Closes the file and leaves it where it is. */
  @Override
  public void close() {
    change(
        c -> {
          c.close();
          return path;
        });
  }
}
