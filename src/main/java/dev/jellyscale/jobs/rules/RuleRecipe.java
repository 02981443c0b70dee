package dev.jellyscale.jobs.rules;

import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.PublishWish.Mode;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import java.util.Optional;

/**
 * What a rule makes of the videos that it chooses.
 *
 * @param scale how large films shall be
 * @param encoder what films are encoded by
 * @param turn when its jobs have their turn
 * @param publish what becomes of the films
 */
public record RuleRecipe(
    ModelId model, VideoWish.Scale scale, VideoWish.Encoder encoder, Turn turn, Mode publish)
    implements Rule.Work {

  /**
   * When jobs have their turn.
   *
   * @param priority from {@value JobRequest#LOWEST} to {@value JobRequest#HIGHEST}
   * @param window name of a render window; empty: any time
   */
  public record Turn(int priority, Optional<String> window) {
    public Turn {
      JobRequest.requirePriority(priority);
    }
  }
}
