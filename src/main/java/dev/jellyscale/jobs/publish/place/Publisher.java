package dev.jellyscale.jobs.publish.place;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives a finished film its final name: complete, never over another file, and once. Whoever is
 * killed on the way may begin again from the start.
 */
public final class Publisher {
  private final FaultInjection faults;
  private final Runnable fence;

  /**
   * Makes a publisher.
   *
   * @param fence runs directly before the name is given; whatever it throws keeps it from being
   *     given
   */
  public Publisher(FaultInjection faults, Runnable fence) {
    this.faults = faults;
    this.fence = fence;
  }

  private interface Step {
    void take() throws IOException, InterruptedException;
  }

  /**
   * Publishes a film. The file, its name and all folders that were made for it are on the disk when
   * this returns. A film of the very same bytes that has the name, also where it came meanwhile, is
   * this one.
   *
   * @param attempt names the hidden file where the target is on another file system
   * @throws Conflict if another file has the name; it is untouched
   * @throws VerificationFailed if it had to be copied, and its bytes are not those that were
   *     recorded
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be written
   * @throws InterruptedException if the calling thread is interrupted; the name is not taken then
   */
  public void publish(FinishedFile film, Path target, FileAttempt attempt)
      throws InterruptedException {
    guarded(
        target,
        () -> {
          if (FilmFiles.isThere(target)) {
            requireOurs(film, target);
          } else {
            FilmFiles.makeFolders(target);
            move(film, target, attempt);
          }
          FilmFiles.sync(FilmFiles.folder(target));
        });
  }

  /**
   * Publishes a film by the name of its original, which gets another name in its folder first. At
   * each moment the original is there by one of its names; between two renames nothing has the
   * place's name, and whoever begins again goes on from there.
   *
   * @param backup other name of the original, in the same folder
   * @throws Conflict if the original is gone, or another file has one of the names; it is untouched
   * @throws VerificationFailed as {@link #publish}
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be written
   * @throws InterruptedException as {@link #publish}
   */
  public void replace(FinishedFile film, Path place, Path backup, FileAttempt attempt)
      throws InterruptedException {
    guarded(
        place,
        () -> {
          if (!FilmFiles.holds(place, film.bytes(), film.sha256())) {
            exchange(film, place, backup, attempt);
          }
          HiddenCopy.removeAll(place, attempt.job());
          FilmFiles.sync(FilmFiles.folder(place));
        });
  }

  private void guarded(Path target, Step step) throws InterruptedException {
    try {
      step.take();
      faults.reach(FaultPoint.PUBLISH_MOVED);
    } catch (ClosedByInterruptException e) {
      throw FilmFiles.interrupted(e);
    } catch (FileAlreadyExistsException e) {
      throw taken(Path.of(e.getFile()));
    } catch (IOException e) {
      throw StorageFailure.of(target, e);
    }
  }

  /** Where this node or another was killed behind the renaming, the film itself stands there. */
  private static void requireOurs(FinishedFile film, Path target)
      throws IOException, InterruptedException {
    if (!FilmFiles.holds(target, film.bytes(), film.sha256())) {
      throw taken(target);
    }
  }

  private static Conflict taken(Path target) {
    return new Conflict("A file with the name " + target.getFileName() + " stands there already");
  }

  private void move(FinishedFile film, Path target, FileAttempt attempt)
      throws IOException, InterruptedException {
    try {
      name(film.path(), film, target);
    } catch (AtomicMoveNotSupportedException _) {
      var hidden = copied(film, target, attempt);
      try {
        name(hidden, film, target);
      } finally {
        Files.deleteIfExists(hidden);
      }
    }
  }

  private Path copied(FinishedFile film, Path target, FileAttempt attempt)
      throws IOException, InterruptedException {
    // What attempts of this job have left that were killed, or are too late.
    HiddenCopy.removeAll(target, attempt.job());
    var hidden = HiddenCopy.of(target, attempt);
    try {
      FilmFiles.copy(film, hidden);
    } catch (IOException | RuntimeException | InterruptedException e) {
      Files.deleteIfExists(hidden);
      throw e;
    }
    faults.reach(FaultPoint.PUBLISH_COPIED);
    return hidden;
  }

  /** Of two nodes that are at one film, the late one finds it there, and its own file gone. */
  private void name(Path file, FinishedFile film, Path target)
      throws IOException, InterruptedException {
    fence.run();
    try {
      ExclusiveRename.rename(file, target);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!FilmFiles.isThere(target)) {
        throw e;
      }
      requireOurs(film, target);
    }
  }

  /** The film is beside its place before the original loses its name. */
  private void exchange(FinishedFile film, Path place, Path backup, FileAttempt attempt)
      throws IOException, InterruptedException {
    if (!FilmFiles.isThere(place) && !FilmFiles.isThere(backup)) {
      throw new Conflict("The original " + place.getFileName() + " is gone");
    }
    var hidden = beside(film, place, attempt);
    try {
      fence.run();
      if (FilmFiles.isThere(place)) {
        ExclusiveRename.rename(place, backup);
        FilmFiles.sync(FilmFiles.folder(place));
      }
      faults.reach(FaultPoint.PUBLISH_SET_ASIDE);
      name(hidden, film, place);
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  /** By a second name where the file system gives one, so that the film also stays where it is. */
  private Path beside(FinishedFile film, Path place, FileAttempt attempt)
      throws IOException, InterruptedException {
    HiddenCopy.removeAll(place, attempt.job());
    var hidden = HiddenCopy.of(place, attempt);
    try {
      return Files.createLink(hidden, film.path());
    } catch (FileSystemException | UnsupportedOperationException _) {
      return copied(film, place, attempt);
    }
  }
}
