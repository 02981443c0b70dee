package dev.jellyscale.jobs.artwork;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;

/**
 * Gives up pictures from before, which makes room: they cannot be put back any more. That also ends
 * what a lost node has left at a picture.
 */
public record GivingUp(ArtworkRows rows, ArtworkSteps steps) {

  /**
   * Gives one up. What is given up already stays so.
   *
   * @throws Conflict if somebody is at the picture, or may be
   */
  public void of(Artwork artwork) {
    boolean done =
        switch (artwork.state()) {
          case PLACED, OVERTAKEN, ABANDONED, UNDONE ->
              steps.moveAndForget(artwork, artwork.state(), artwork.state());
          case INTENDED ->
              !rows.isOpen(artwork.origin().scan())
                  && steps.moveAndForget(artwork, State.INTENDED, State.OVERTAKEN);
          case UNDOING ->
              steps.takeOver(artwork, Undoing.PATIENCE)
                  && steps.moveAndForget(artwork, State.UNDOING, State.PLACED);
        };
    if (!done) {
      throw new Conflict("Somebody is at the picture");
    }
  }
}
