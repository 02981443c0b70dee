package dev.jellyscale.jellyfin.library;

import dev.jellyscale.jellyfin.ItemId;
import java.util.Optional;

/**
 * A library that somebody sees.
 *
 * @param kind Jellyfin's word for its contents, such as {@code movies} or {@code tvshows}; empty
 *     for mixed ones
 */
public record Library(ItemId id, String name, Optional<String> kind) {}
