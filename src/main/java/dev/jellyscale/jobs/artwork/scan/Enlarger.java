package dev.jellyscale.jobs.artwork.scan;

import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;

/** Makes larger pictures. */
public interface Enlarger {

  /**
   * The size of what a model makes of a picture.
   *
   * @throws dev.jellyscale.error.JellyscaleException.LimitExceeded if one of them is too large
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is no such model
   */
  Size size(ModelId model, Size picture);

  /**
   * A picture as a larger one; waits until nothing more urgent is to be done.
   *
   * @throws dev.jellyscale.error.JellyscaleException if it cannot be made
   */
  Picture enlarge(ModelId model, Picture picture) throws InterruptedException;
}
