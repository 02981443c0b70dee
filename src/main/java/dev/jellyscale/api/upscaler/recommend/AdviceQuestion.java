package dev.jellyscale.api.upscaler.recommend;

import dev.jellyscale.api.upscaler.form.FacadeFields;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.recommend.Show;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param genres in small letters
 * @param size of the pictures as they are displayed; empty where it is not known
 * @param restore whether the pictures are damaged, as those of an old codec are taken to be
 * @param batch whether films are made of it, and not pictures while somebody watches
 */
record AdviceQuestion(List<String> genres, Optional<Size> size, boolean restore, boolean batch) {
  private static final int MOST_GENRES = 20;
  private static final int LONGEST_GENRE = 64;
  private static final int MOST_PIXELS = 16_384;

  AdviceQuestion {
    genres = List.copyOf(genres);
  }

  /**
   * Reads a query.
   *
   * @throws Invalid if a field is not as it must be
   */
  static AdviceQuestion of(FacadeFields query) {
    long width = query.integer("width", 0, MOST_PIXELS).orElse(0);
    long height = query.integer("height", 0, MOST_PIXELS).orElse(0);
    return new AdviceQuestion(
        genres(query.text("genres").orElse("")),
        width > 0 && height > 0
            ? Optional.of(new Size((int) width, (int) height))
            : Optional.empty(),
        query
            .truth("restore")
            .orElseGet(() -> query.text("codec").filter(Show::isDamaging).isPresent()),
        query.truth("isBatch").orElse(true));
  }

  private static List<String> genres(String text) {
    var genres =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(genre -> !genre.isEmpty())
            .map(genre -> genre.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (genres.size() > MOST_GENRES
        || genres.stream().anyMatch(genre -> genre.length() > LONGEST_GENRE)) {
      throw new Invalid(
          "There are at most %d genres of %d characters".formatted(MOST_GENRES, LONGEST_GENRE));
    }
    return genres;
  }
}
