package dev.jellyscale.video.publish;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.work.Uninterrupted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Gives a file its final name only when it is complete. Until {@link #publish} the work stands
 * under a hidden temporary name beside the destination, in the same file system; {@link #close}
 * removes it if it was not published.
 */
public final class Publication implements AutoCloseable {
  private static final int RANDOM_BYTES = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path destination;
  private final Path temporary;

  /**
   * @param destination the final name; its folder exists
   */
  public Publication(Path destination) {
    this.destination = destination.toAbsolutePath();
    var random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    temporary =
        folder()
            .resolve(
                ".%s.part-%s"
                    .formatted(destination.getFileName(), HexFormat.of().formatHex(random)));
  }

  /** Where to write the file. */
  public Path temporary() {
    return temporary;
  }

  /**
   * Moves the finished file to its final name and waits until file and name are on the disk.
   *
   * @param force whether a file that stands there is replaced, in one step
   * @throws Conflict if a file stands there and {@code force} is false; it is untouched
   */
  public void publish(boolean force) {
    try {
      sync(temporary);
      if (force) {
        Files.move(
            temporary,
            destination,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } else {
        ExclusiveRename.rename(temporary, destination);
      }
      Uninterrupted.run(() -> sync(folder()));
    } catch (FileAlreadyExistsException e) {
      throw new Conflict("The file " + ShownName.of(destination) + " exists already");
    } catch (IOException e) {
      throw WriteFailure.of(destination, e);
    }
  }

  private Path folder() {
    return Objects.requireNonNull(destination.getParent(), "A file stands in a folder");
  }

  private static void sync(Path path) throws IOException {
    var option = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (var channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Removes the temporary file if it still stands. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw WriteFailure.of(temporary, e);
    }
  }
}
