package dev.jellyscale.jobs.publish.place;

import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/**
 * A film that is complete and on the disk.
 *
 * @param path in the work directory, or where it was published
 * @param bytes its size
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record FinishedFile(Path path, long bytes, String sha256) {

  /**
   * Whether it stands there, byte for byte; it is read where its size is right.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be read
   */
  public boolean isWhole() throws InterruptedException {
    try {
      return FilmFiles.holds(path, bytes, sha256);
    } catch (ClosedByInterruptException e) {
      throw FilmFiles.interrupted(e);
    } catch (IOException e) {
      throw StorageFailure.of(path, e);
    }
  }
}
