package dev.jellyscale.jobs.rules;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Optional;

/**
 * Videos of libraries that are upscaled by themselves. Never changes; a rule that somebody edits is
 * another one of the same name.
 *
 * @param ceiling most jobs that one run begins, 1 to {@value #MOST_JOBS}
 * @param daily when it runs by itself; empty: only when somebody says so
 */
public record Rule(
    RuleName name, Selection selection, RuleRecipe recipe, int ceiling, Optional<DailyTime> daily) {
  public static final int MOST_JOBS = 10_000;

  public Rule {
    if (ceiling < 1 || ceiling > MOST_JOBS) {
      throw new Invalid("A run begins 1 to " + MOST_JOBS + " jobs");
    }
  }

  /** As whom it asks for jobs. */
  public String caller() {
    return "rule-" + name;
  }
}
