package dev.jellyscale.jobs.publish;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.publish.place.FinishedFile;
import dev.jellyscale.jobs.publish.place.HiddenCopy;
import dev.jellyscale.jobs.publish.place.OriginalPlace;
import dev.jellyscale.jobs.publish.place.TakingAway;
import dev.jellyscale.jobs.store.published.PublishedRows;
import dev.jellyscale.models.fetch.StorageFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes published films away again, and settles what a kill has left in the middle.
 *
 * @param roots where films stand on this node
 */
public record Unpublishing(PublishedRows rows, MediaRoots roots) {
  private static final System.Logger LOG = System.getLogger(Unpublishing.class.getName());

  /**
   * Removes a film, if it is still byte for byte what was written; gives the original that it has
   * replaced its name again; removes folders that were made for films and are empty. A film that is
   * gone already stays gone. Reads all of the film.
   *
   * @throws NotFound if there is none
   * @throws Conflict if it is only about to be published, or is not what was written any more
   * @throws JellyscaleException.Unavailable if its root is not there now
   */
  public void remove(JobId job) throws InterruptedException {
    var file = rows.find(job).orElseThrow(() -> new NotFound("There is no such published film"));
    switch (file.state()) {
      case INTENDED -> throw new Conflict("The film is about to be published");
      case PLACED -> {
        requireThere(file);
        // Who comes second does the same, and finds it done.
        var _ = rows.move(job, State.PLACED, State.REMOVING);
        takeAway(file);
      }
      case REMOVING -> takeAway(file);
      case REMOVED -> {}
    }
  }

  private void requireThere(PublishedFile file) {
    roots.place(file.placing().place());
    file.placing().backup().ifPresent(roots::place);
  }

  private void takeAway(PublishedFile file) throws InterruptedException {
    var place = roots.place(file.placing().place());
    var content = file.content();
    var film = new FinishedFile(place, content.bytes(), content.sha256());
    try {
      new TakingAway(file.job(), film, original(file)).take();
    } catch (Conflict e) {
      var _ = rows.move(file.job(), State.REMOVING, State.PLACED);
      throw e;
    }
    removeFolders(file.placing().place());
    var _ = rows.removed(file);
  }

  private Optional<OriginalPlace> original(PublishedFile file) {
    return file.placing()
        .backup()
        .map(backup -> new OriginalPlace(roots.place(file.origin().source()), roots.place(backup)));
  }

  private void removeFolders(RootedPath file) {
    for (var folder : file.folders()) {
      if (!rows.isOurs(folder) || !removeFolder(roots.place(folder))) {
        return;
      }
      rows.forgetFolder(folder);
    }
  }

  /** Whether it is gone. */
  private static boolean removeFolder(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (DirectoryNotEmptyException _) {
      return false;
    } catch (IOException e) {
      LOG.log(Level.INFO, "An empty folder stays: {0}", e.toString());
      return false;
    }
  }

  /**
   * Settles a film that nobody is at any more: one that has its name is published; of one that has
   * not, nothing is left, and its original has its own name. Goes on with what was being removed.
   *
   * @throws JellyscaleException if it cannot be done now
   */
  public void settle(PublishedFile file) throws InterruptedException {
    switch (file.state()) {
      case REMOVING -> takeAway(file);
      case INTENDED -> settleIntention(file);
      case PLACED, REMOVED -> {}
    }
  }

  private void settleIntention(PublishedFile file) throws InterruptedException {
    var place = roots.place(file.placing().place());
    var content = file.content();
    if (new FinishedFile(place, content.bytes(), content.sha256()).isWhole()) {
      rows.placed(file);
      return;
    }
    original(file).ifPresent(OriginalPlace::restore);
    removeCopies(place, file.job());
    rows.forgetIntention(file.job());
  }

  private static void removeCopies(Path place, JobId job) {
    try {
      var _ = HiddenCopy.removeAll(place, job);
    } catch (IOException e) {
      throw StorageFailure.of(place, e);
    }
  }
}
