package dev.jellyscale.jobs;

import dev.jellyscale.jellyfin.ItemId;
import java.util.Optional;

/**
 * What shall be done with a film beside giving it its name below the output root.
 *
 * @param mode empty: {@code MERGE} where an item is known, else nothing
 * @param item of Jellyfin whose film it is
 * @param label of a version; empty: named by the height of the picture
 * @param first whether a version may become the one that is played unasked
 */
public record PublishWish(
    Optional<Mode> mode, Optional<ItemId> item, Optional<String> label, boolean first) {

  /** Nothing but the output root. */
  public static final PublishWish NONE =
      new PublishWish(Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Ways to publish. */
  public enum Mode {
    /** Below the output root; Jellyfin is asked to make it a version of the item. */
    MERGE,
    /** Beside the original, by a name that Jellyfin takes for a version of it. */
    VERSION,
    /** By the original's own name; the original keeps another one in the same folder. */
    REPLACE
  }

  /** The way that is wanted; empty: none beyond the output root. */
  public Optional<Mode> wanted() {
    return mode.or(() -> item.map(_ -> Mode.MERGE));
  }
}
