package dev.jellyscale.jobs.artwork;

import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;

/**
 * Whose picture it is, and what for.
 *
 * @param name of the item, as Jellyfin shows it
 */
public record ItemPicture(ItemId item, String name, Kind kind) {}
