package dev.jellyscale.jobs.publish.place;

import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.JobId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The names that a film has beside its final place while it is copied there from another disk. Each
 * attempt has one of its own: who wakes up late must not publish what another writes.
 */
public final class HiddenCopy {
  private HiddenCopy() {}

  /** The name for an attempt. */
  static Path of(Path target, FileAttempt attempt) {
    return target.resolveSibling(prefix(attempt.job()) + attempt.number() + ".part");
  }

  private static String prefix(JobId job) {
    return ".jellyscale-" + job + ".";
  }

  /**
   * Removes the copies of all attempts of a job; to be called by whoever may publish alone, or when
   * nobody may.
   *
   * @param target final name of the film
   * @return how many there were
   */
  public static int removeAll(Path target, JobId job) throws IOException {
    var folder = target.getParent();
    int removed = 0;
    if (folder == null) {
      return removed;
    }
    try (var left = Files.newDirectoryStream(folder, prefix(job) + "*.part")) {
      for (var file : left) {
        removed += Files.deleteIfExists(file) ? 1 : 0;
      }
    } catch (NoSuchFileException _) {
      // Nothing was ever copied there.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return removed;
  }
}
