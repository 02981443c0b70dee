package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.Optional;

/**
 * What shall be upscaled, and how.
 *
 * @param source size of the picture as it is displayed
 * @param framesPerSecond of the source, above 0; a caller that does not know takes 30
 * @param show what the pictures show, as far as the caller knows
 * @param use live or batch
 * @param choice the model that a person asked for
 * @param target box that the result shall not leave
 */
public record SourceWish(
    Size source,
    double framesPerSecond,
    Show show,
    Use use,
    Optional<ModelId> choice,
    Size target) {

  /** The target where nobody names one: 2160p. */
  public static final Size DEFAULT_TARGET = new Size(3840, 2160);

  public SourceWish {
    if (!(framesPerSecond > 0)) {
      throw new IllegalArgumentException("A source of " + framesPerSecond + " frames per second");
    }
  }

  /** A source of which nothing else is known, for the usual target. */
  public static SourceWish of(Size source, double framesPerSecond, Use use) {
    return new SourceWish(
        source, framesPerSecond, Show.UNKNOWN, use, Optional.empty(), DEFAULT_TARGET);
  }

  /** What the pictures are taken to show. */
  Content content() {
    return show.content();
  }

  /** How often the source fits into the target, in each direction. */
  double roomToGrow() {
    return Math.min(
        (double) target.width() / source.width(), (double) target.height() / source.height());
  }
}
