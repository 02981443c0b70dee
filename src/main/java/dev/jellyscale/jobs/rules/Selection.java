package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which videos a rule means. What is left empty excludes nothing, but for the libraries.
 *
 * @param libraries that are looked at, 1 to {@value #MOST_LIBRARIES}
 * @param genres of which a video has one at least, at most {@value #MOST_GENRES}; capitals do not
 *     matter
 * @param watched state for one user
 * @param addedAfter only what came into the library later than this
 */
public record Selection(
    List<ItemId> libraries,
    Set<String> genres,
    Optional<Watched> watched,
    Optional<Instant> addedAfter,
    SourceBounds bounds) {
  public static final int MOST_LIBRARIES = 64;
  public static final int MOST_GENRES = 64;
  public static final int LONGEST_GENRE = 100;

  /** Whether a user has seen a video to its end. */
  public record Watched(UserId user, boolean seen) {}

  public Selection {
    libraries = libraries.stream().distinct().toList();
    if (libraries.isEmpty() || libraries.size() > MOST_LIBRARIES) {
      throw new Invalid("A rule has 1 to " + MOST_LIBRARIES + " libraries");
    }
    if (genres.size() > MOST_GENRES) {
      throw new Invalid("A rule has at most " + MOST_GENRES + " genres");
    }
    genres = genres(genres);
  }

  /** All that libraries hold. */
  public static Selection of(List<ItemId> libraries) {
    return new Selection(
        libraries, Set.of(), Optional.empty(), Optional.empty(), SourceBounds.NONE);
  }

  /**
   * Names of genres as they are compared.
   *
   * @throws Invalid if one is empty or too long
   */
  public static Set<String> genres(Collection<String> names) {
    return names.stream().map(Selection::genre).collect(Collectors.toUnmodifiableSet());
  }

  private static String genre(String name) {
    var text = name.strip();
    if (text.isEmpty() || text.length() > LONGEST_GENRE) {
      throw new Invalid("The name of a genre has 1 to " + LONGEST_GENRE + " characters");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether one of these genres is meant. */
  boolean admits(Set<String> others) {
    return genres.isEmpty()
        || others.stream()
            .map(genre -> genre.strip().toLowerCase(Locale.ROOT))
            .anyMatch(genres::contains);
  }
}
