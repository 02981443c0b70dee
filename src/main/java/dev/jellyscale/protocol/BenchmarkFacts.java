package dev.jellyscale.protocol;

import dev.jellyscale.model.ModelTraits.Size;

/**
 * How fast a model is at one picture size on one device, inference alone.
 *
 * @param input size of the frames
 * @param framesPerSecond median of several runs behind a warm-up
 * @param memory on a CPU all that the renderer held while it ran; on a GPU what the model took
 * @param device where it ran
 */
public record BenchmarkFacts(
    Size input, double framesPerSecond, MemoryUse memory, DeviceFacts device) {}
