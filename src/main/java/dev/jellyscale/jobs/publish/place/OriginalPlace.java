package dev.jellyscale.jobs.publish.place;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An original by its two names.
 *
 * @param own name
 * @param backup name in the same folder while a film has its own
 */
public record OriginalPlace(Path own, Path backup) {

  /** Whether it was set aside. */
  public boolean isAside() {
    return FilmFiles.isThere(backup);
  }

  /**
   * Gives it its own name again, where it was set aside and nothing has that name. On the disk when
   * this returns.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be renamed
   */
  public void restore() {
    try {
      if (isAside() && !FilmFiles.isThere(own)) {
        ExclusiveRename.rename(backup, own);
        FilmFiles.sync(FilmFiles.folder(own));
      }
    } catch (IOException e) {
      throw StorageFailure.of(own, e);
    }
  }
}
