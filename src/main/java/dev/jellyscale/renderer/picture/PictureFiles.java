package dev.jellyscale.renderer.picture;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.protocol.wire.PictureTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of pictures, in one piece. */
public final class PictureFiles {
  private static final long LARGEST_FILE = 64L << 20;

  private PictureFiles() {}

  /** A picture of at most 64 MiB. */
  public static byte[] read(PictureTask.Source source) {
    if (source.bytes() > LARGEST_FILE) {
      throw new LimitExceeded("The picture is larger than 64 MiB");
    }
    var picture = ByteBuffer.allocate(Math.toIntExact(source.bytes()));
    try (var file = FileChannel.open(Path.of(source.path()))) {
      while (picture.hasRemaining()) {
        if (file.read(picture) < 0) {
          throw new Damaged("The picture's file ends too early");
        }
      }
      return picture.array();
    } catch (NoSuchFileException e) {
      throw new NotFound("The picture is missing");
    } catch (IOException e) {
      throw new Denied("The picture cannot be read by a renderer", e);
    }
  }

  /**
   * Writes a picture, or leaves no file. A file that is there is written over and not cut: making
   * room anew takes longer than writing.
   */
  public static void write(String file, ByteBuffer bytes) {
    var path = Path.of(file);
    try (var channel = FileChannel.open(path, CREATE, WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw new DiskFull("The picture cannot be written into the work directory", e);
    }
  }
}
