package dev.jellyscale.protocol;

import dev.jellyscale.model.ModelTraits.Size;

/**
 * How fast a model is at one picture size on one device, inference alone.
 *
 * @param input size of the frames
 * @param framesPerSecond median of several runs behind a warm-up
 * @param memoryBytes most that the renderer held while it ran: resident memory on a CPU, device
 *     memory on a GPU
 * @param device where it ran
 */
public record BenchmarkFacts(
    Size input, double framesPerSecond, long memoryBytes, DeviceFacts device) {}
