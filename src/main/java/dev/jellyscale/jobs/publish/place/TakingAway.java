package dev.jellyscale.jobs.publish.place;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Takes a published film away: that film and nothing else. Whoever is killed on the way may begin
 * again from the start; so may who finds everything done.
 *
 * @param film its size and hash; its path is where it stands
 * @param original that it has replaced; empty: none
 */
public record TakingAway(JobId job, FinishedFile film, Optional<OriginalPlace> original) {

  /**
   * Removes the film, and gives its original back its name. On the disk when this returns.
   *
   * @throws Conflict if something else has the film's name, or its original is gone; all stays as
   *     it is
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be done
   */
  public void take() throws InterruptedException {
    try {
      if (FilmFiles.isThere(away())) {
        // Somebody was killed in the middle, perhaps before he had judged it.
        requireOurs(away());
        finish();
      } else if (FilmFiles.isThere(film.path())) {
        judgeAndTake();
      } else {
        finish();
      }
    } catch (ClosedByInterruptException e) {
      throw FilmFiles.interrupted(e);
    } catch (FileAlreadyExistsException e) {
      throw new Conflict("Another file took the film's name meanwhile", e);
    } catch (IOException e) {
      throw StorageFailure.of(film.path(), e);
    }
  }

  /** The film's name while its original gets its own back; no name of a video. */
  private Path away() {
    return film.path().resolveSibling(".jellyscale-gone-" + job);
  }

  private void judgeAndTake() throws IOException, InterruptedException {
    if (isOriginalBack()) {
      return;
    }
    if (original.isPresent() && !original.get().isAside()) {
      throw new Conflict("The original is not there any more, so this film stays");
    }
    var before = facts(film.path());
    if (!FilmFiles.holds(film.path(), film.bytes(), film.sha256())) {
      throw new Conflict("The file was changed since it was published, so it stays");
    }
    ExclusiveRename.rename(film.path(), away());
    // Reading takes long: what came meanwhile goes back.
    if (!isSame(before, facts(away()))) {
      ExclusiveRename.rename(away(), film.path());
      throw new Conflict("The file was changed while it was looked at, so it stays");
    }
    finish();
  }

  private void requireOurs(Path file) throws IOException, InterruptedException {
    if (!FilmFiles.holds(file, film.bytes(), film.sha256())) {
      ExclusiveRename.rename(file, film.path());
      throw new Conflict("The file was changed since it was published, so it stays");
    }
  }

  /** Where it was killed between giving the original its name and telling so. */
  private boolean isOriginalBack() throws IOException {
    return original.isPresent()
        && !original.get().isAside()
        && original.get().own().equals(film.path())
        && Files.size(film.path()) != film.bytes();
  }

  private static BasicFileAttributes facts(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
    return one.size() == other.size()
        && one.lastModifiedTime().equals(other.lastModifiedTime())
        && String.valueOf(one.fileKey()).equals(String.valueOf(other.fileKey()));
  }

  private void finish() throws IOException {
    original.ifPresent(OriginalPlace::restore);
    Files.deleteIfExists(away());
    if (Files.isDirectory(FilmFiles.folder(film.path()))) {
      FilmFiles.sync(FilmFiles.folder(film.path()));
    }
  }
}
