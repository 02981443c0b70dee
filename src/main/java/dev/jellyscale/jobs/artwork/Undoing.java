package dev.jellyscale.jobs.artwork;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.ItemImages;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import java.time.Duration;

/**
 * Puts pictures back as they were before a rule enlarged them. May be asked again after every
 * failure; whoever comes behind a node that was lost goes on by what Jellyfin shows.
 */
public record Undoing(ArtworkRows rows, ArtworkSteps steps, ItemImages images) {
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
        putBack(artwork);
      }
      case UNDOING -> {
        require(steps.takeOver(artwork, PATIENCE));
        putBack(artwork);
      }
      case INTENDED -> throw new Conflict("The picture is about to be enlarged");
      case OVERTAKEN -> throw changed();
      case ABANDONED -> throw new Conflict("The picture was not enlarged");
    }
  }

  private static void require(boolean ours) {
    if (!ours) {
      throw new Conflict("Somebody is about to put the picture back");
    }
  }

  private static Conflict changed() {
    return new Conflict("Jellyfin shows another picture by now; the one from before is kept");
  }

  private void putBack(Artwork artwork) {
    try {
      change(artwork);
    } catch (RuntimeException e) {
      // All of it may be done again.
      var _ = steps.move(artwork, State.UNDOING, State.PLACED);
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
    var after = shown.stream().filter(artwork::isAfter).findFirst();
    boolean back = shown.stream().anyMatch(artwork::isBefore);
    if (after.isEmpty()) {
      if (!back) {
        throw changed();
      }
    } else if (!back) {
      images.replace(picture.item(), picture.kind(), after.get().index(), kept);
    } else if (picture.kind() == Kind.BACKDROP) {
      images.remove(picture.item(), Kind.BACKDROP, after.get().index());
    }
  }
}
