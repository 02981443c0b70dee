package dev.jellyscale.jellyfin.library;

import dev.jellyscale.jellyfin.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An item as one user sees it; nothing in it says where its file lies.
 *
 * @param type Jellyfin's word, such as {@code Movie}, {@code Episode}, {@code Series}
 * @param show where it belongs to, if it is an episode
 * @param year of production
 * @param length empty where Jellyfin does not know it
 * @param added to Jellyfin
 * @param played whether that user has seen it; empty where no user looks
 */
public record Item(
    ItemId id,
    String name,
    String type,
    Optional<Show> show,
    OptionalInt year,
    Optional<Duration> length,
    List<String> genres,
    Optional<Instant> added,
    Optional<Boolean> played) {

  /**
   * Where an episode belongs to.
   *
   * @param series name of the series
   * @param season number of the season
   * @param episode number within it
   */
  public record Show(
      Optional<ItemId> id, Optional<String> series, OptionalInt season, OptionalInt episode) {}

  public Item {
    genres = List.copyOf(genres);
  }
}
