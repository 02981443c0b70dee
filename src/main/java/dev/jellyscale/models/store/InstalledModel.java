package dev.jellyscale.models.store;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits;
import java.time.Instant;
import java.util.Optional;

/**
 * A model whose file a node has.
 *
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param bytes length of the file
 * @param traits as they were found when it was installed
 * @param installedAt to the millisecond
 * @param lastUsed when it was last opened; empty where it never was
 */
public record InstalledModel(
    ModelId id,
    String sha256,
    long bytes,
    Origin origin,
    ModelTraits traits,
    Instant installedAt,
    Optional<Instant> lastUsed) {}
