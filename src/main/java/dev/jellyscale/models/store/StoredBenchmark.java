package dev.jellyscale.models.store;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import java.time.Instant;

/**
 * How fast a model was at one picture size.
 *
 * @param device name of the device that it was measured on
 * @param sha256 of the model's file
 * @param memory most that was held meanwhile
 * @param measuredAt to the millisecond
 */
public record StoredBenchmark(
    String device,
    String sha256,
    Size input,
    double framesPerSecond,
    MemoryUse memory,
    ExecutionProvider provider,
    Instant measuredAt) {}
