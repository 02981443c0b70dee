package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What shall be upscaled, and how.
 *
 * @param source size of the picture as it is displayed
 * @param framesPerSecond of the source, above 0; a caller that does not know takes 30
 * @param genres as the library names them, in any case; may be empty
 * @param use live or batch
 * @param choice the model that a person asked for
 * @param target box that the result shall not leave
 */
public record SourceWish(
    Size source,
    double framesPerSecond,
    List<String> genres,
    Use use,
    Optional<ModelId> choice,
    Size target) {

  /** The target where nobody names one: 2160p. */
  public static final Size DEFAULT_TARGET = new Size(3840, 2160);

  private static final List<String> ANIME = List.of("anime", "animation", "cartoon");

  public SourceWish {
    genres = List.copyOf(genres);
    if (!(framesPerSecond > 0)) {
      throw new IllegalArgumentException("A source of " + framesPerSecond + " frames per second");
    }
  }

  /** What the genres say of the pictures. */
  Content content() {
    boolean drawn =
        genres.stream()
            .map(genre -> genre.toLowerCase(Locale.ROOT))
            .anyMatch(genre -> ANIME.stream().anyMatch(genre::contains));
    return drawn ? Content.ANIME : Content.LIVE_ACTION;
  }

  /** How often the source fits into the target, in each direction. */
  double roomToGrow() {
    return Math.min(
        (double) target.width() / source.width(), (double) target.height() / source.height());
  }
}
