package dev.jellyscale.jobs.artwork.scan;

import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What scans of pictures work with.
 *
 * @param gate why nothing is enlarged at this moment; empty: it may be
 */
public record ArtworkParts(
    JobDatabase database,
    JellyfinServer server,
    Enlarger enlarger,
    Room room,
    Supplier<Optional<String>> gate) {}
