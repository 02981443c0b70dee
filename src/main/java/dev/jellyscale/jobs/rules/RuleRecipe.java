package dev.jellyscale.jobs.rules;

import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import java.util.Optional;

/**
 * What a rule makes of the videos that it chooses.
 *
 * @param scale how large films shall be
 * @param encoder what films are encoded by
 * @param priority of its jobs, from {@value JobRequest#LOWEST} to {@value JobRequest#HIGHEST}
 * @param window name of the render window of its jobs; empty: any time
 */
public record RuleRecipe(
    ModelId model,
    VideoWish.Scale scale,
    VideoWish.Encoder encoder,
    int priority,
    Optional<String> window) {

  public RuleRecipe {
    JobRequest.requirePriority(priority);
  }
}
