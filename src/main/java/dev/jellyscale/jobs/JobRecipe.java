package dev.jellyscale.jobs;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.VideoWish;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a job shall do. Never changes.
 *
 * @param output where the result appears when it is complete; the end of its name chooses the
 *     container
 * @param scale how large the result shall be
 * @param encoder what the result is encoded by
 * @param provider that all segments are inferred by; empty: the best one that a node has when the
 *     job is planned
 * @param framesPerSegment longest length of a segment, at least 1; empty: as long as they may take,
 *     by the speed that is measured
 */
public record JobRecipe(
    RootedPath source,
    RootedPath output,
    ModelId model,
    VideoWish.Scale scale,
    VideoWish.Encoder encoder,
    Optional<ExecutionProvider> provider,
    OptionalInt framesPerSegment) {

  public JobRecipe {
    if (source.equals(output)) {
      throw new Invalid("The output of a job cannot be its source");
    }
    if (framesPerSegment.isPresent() && framesPerSegment.getAsInt() < 1) {
      throw new Invalid("framesPerSegment=%d is below 1".formatted(framesPerSegment.getAsInt()));
    }
  }
}
