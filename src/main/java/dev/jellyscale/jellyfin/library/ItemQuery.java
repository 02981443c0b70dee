package dev.jellyscale.jellyfin.library;

import dev.jellyscale.jellyfin.ItemId;
import java.util.List;
import java.util.Optional;

/**
 * Which part of which items is wanted.
 *
 * @param library whose items, at any depth; empty: those of all
 * @param types Jellyfin's words, such as {@code Movie}; at least one
 * @param newestFirst by the time at which they came to Jellyfin; else by name
 * @param start number of the first one, from 0
 * @param limit how many at most, 1 to {@value #MOST}
 */
public record ItemQuery(
    Optional<ItemId> library, List<String> types, boolean newestFirst, int start, int limit) {
  /** Most items of one page: with dozens of subtitles, each takes tens of kilobytes. */
  public static final int MOST = 100;

  /** What Jellyfin calls videos that are one file each. */
  public static final List<String> VIDEOS = List.of("Movie", "Episode", "Video", "MusicVideo");

  public ItemQuery {
    types = List.copyOf(types);
    if (types.isEmpty() || start < 0 || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "types=%s, start=%d, limit=%d make no page".formatted(types, start, limit));
    }
  }

  /** The page behind a page of as many. */
  public ItemQuery next() {
    return new ItemQuery(library, types, newestFirst, start + limit, limit);
  }
}
