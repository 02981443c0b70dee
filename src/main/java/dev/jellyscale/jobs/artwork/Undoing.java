package dev.jellyscale.jobs.artwork;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.ItemImages;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Puts pictures back as they were before a rule enlarged them. May be asked again after every
 * failure; whoever comes behind a node that was lost goes on by what Jellyfin shows.
 */
public record Undoing(ArtworkRows rows, ArtworkSteps steps, ItemImages images) {
  private static final System.Logger LOG = System.getLogger(Undoing.class.getName());

  /** A node that has not ended by then is taken for dead: all that is done are a few calls. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Puts a picture back, where Jellyfin still shows what we have made of it. The one from before is
   * there before the larger one is taken away; a backdrop goes behind the others. What is back
   * already stays so.
   *
   * @throws NotFound if there is no such picture, or its item is gone
   * @throws Conflict if Jellyfin shows something else by now, somebody is at the picture, or the
   *     one from before was given up
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if Jellyfin does not answer
   */
  public void undo(ArtworkId id) {
    var artwork = rows.find(id).orElseThrow(() -> new NotFound("There is no such picture"));
    switch (artwork.state()) {
      case UNDONE -> {}
      case PLACED -> {
        require(steps.move(artwork, State.PLACED, State.UNDOING));
        putBack(artwork, State.PLACED);
      }
      case UNDOING -> {
        require(steps.takeOver(artwork, PATIENCE));
        putBack(artwork, State.PLACED);
      }
      case INTENDED -> {
        if (rows.isOpen(artwork.origin().scan())) {
          throw new Conflict("The picture is about to be enlarged");
        }
        require(steps.move(artwork, State.INTENDED, State.UNDOING));
        putBack(artwork, State.INTENDED);
      }
      case OVERTAKEN -> throw changed();
      case ABANDONED -> throw new Conflict("The picture was not enlarged");
    }
  }

  /**
   * Ends what somebody has begun to put back, where he is taken for dead: it is put back, or stands
   * as before where Jellyfin shows something else by now.
   *
   * @return false: he may be alive
   * @throws JellyscaleException as {@link #undo}, but for a conflict
   */
  public boolean isEnded(Artwork artwork) {
    if (!steps.takeOver(artwork, PATIENCE)) {
      return false;
    }
    try {
      putBack(artwork, State.PLACED);
    } catch (Conflict e) {
      LOG.log(Level.INFO, "A picture is not put back: {0}", e.getMessage());
    }
    return true;
  }

  private static void require(boolean ours) {
    if (!ours) {
      throw new Conflict("Somebody is about to put the picture back");
    }
  }

  private static Conflict changed() {
    return new Conflict("Jellyfin shows another picture by now; the one from before is kept");
  }

  /**
   * Does it.
   *
   * @param otherwise how it stands where that fails
   */
  private void putBack(Artwork artwork, State otherwise) {
    try {
      change(artwork);
    } catch (RuntimeException e) {
      // All of it may be done again.
      var _ = steps.move(artwork, State.UNDOING, otherwise);
      throw e;
    }
    var _ = steps.moveAndForget(artwork, State.UNDOING, State.UNDONE);
  }

  private void change(Artwork artwork) {
    var picture = artwork.picture();
    var kept =
        rows.before(artwork)
            .orElseThrow(() -> new Conflict("The picture from before was given up"));
    var shown = new ShownPictures(images).of(picture);
    // What cannot be read cannot be found again, to be taken away.
    var after =
        shown.stream()
            .filter(one -> one.isGiven() || picture.kind() == Kind.POSTER)
            .filter(artwork::isAfter)
            .findFirst();
    boolean back = shown.stream().anyMatch(artwork::isBefore);
    if (after.isEmpty()) {
      if (!back) {
        throw changed();
      }
    } else if (!back) {
      var larger = ShownPictures.are(after.get().sha256());
      images.replace(picture.item(), picture.kind(), larger, kept);
    } else if (picture.kind() == Kind.BACKDROP) {
      images.removeFirst(picture.item(), ShownPictures.are(after.get().sha256()));
    }
  }
}
