package dev.jellyscale.protocol.job;

import dev.jellyscale.protocol.ExecutionProvider;

/**
 * A job to be planned: looked at, and refused where it cannot be done. Nothing is written.
 *
 * @param output file name of the output, whose suffix names the container; without one the source
 *     decides. What stands under that name is not looked at
 * @param provider that is expected to run the model
 */
public record PlanTask(VideoWish wish, String output, ExecutionProvider provider) {}
