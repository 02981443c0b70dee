package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Optional;

/**
 * Videos or pictures of libraries that are upscaled by themselves. Never changes; a rule that
 * somebody edits is another one of the same name.
 *
 * @param work what is made of what is chosen: films or pictures
 * @param ceiling most jobs that one run begins, or most pictures, 1 to {@value #MOST_JOBS}
 * @param daily when it runs by itself; empty: only when somebody says so
 */
public record Rule(
    RuleName name, Selection selection, Work work, int ceiling, Optional<DailyTime> daily) {
  public static final int MOST_JOBS = 10_000;

  /** What a rule makes. */
  public sealed interface Work permits RuleRecipe, ArtworkRecipe {}

  public Rule {
    if (work instanceof ArtworkRecipe && !selection.equals(Selection.of(selection.libraries()))) {
      throw new Invalid("A rule of pictures chooses by libraries alone");
    }
    if (ceiling < 1 || ceiling > MOST_JOBS) {
      throw new Invalid("A run begins 1 to " + MOST_JOBS + " jobs");
    }
  }

  /**
   * How its films are made.
   *
   * @throws IllegalStateException if it is a rule of pictures
   */
  public RuleRecipe recipe() {
    return switch (work) {
      case RuleRecipe films -> films;
      case ArtworkRecipe _ -> throw new IllegalStateException("It is a rule of pictures");
    };
  }

  /** How its pictures are made; empty: it is a rule of films. */
  public Optional<ArtworkRecipe> artwork() {
    return work instanceof ArtworkRecipe pictures ? Optional.of(pictures) : Optional.empty();
  }

  /** As whom it asks for jobs. */
  public String caller() {
    return "rule-" + name;
  }
}
