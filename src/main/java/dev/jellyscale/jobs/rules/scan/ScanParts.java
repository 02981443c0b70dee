package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Forecaster;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleJudge;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.ScanLine;

/**
 * What a scan asks.
 *
 * @param videos what there is
 * @param knowledge what is known of them
 * @param forecasts what it will take
 * @param orders who begins jobs
 */
public record ScanParts(
    VideoSource videos, Knowledge knowledge, Forecasts forecasts, Orders orders) {

  /** What is known of videos. */
  public interface Knowledge {
    /**
     * What a rule has to know.
     *
     * @param forecaster of its recipe
     */
    RuleJudge.Facts of(Rule rule, Forecaster forecaster);
  }

  /** What films of a recipe take. */
  public interface Forecasts {
    /** Forecasts by what is known of a recipe at this moment. */
    Forecaster of(RuleRecipe recipe);
  }

  /** Who begins jobs. */
  public interface Orders {
    /**
     * Begins a job for a line; the same job for the same line of the same scan, and for the same
     * file and recipe of one rule.
     *
     * @throws dev.jellyscale.error.JellyscaleException.Conflict if something stands where the film
     *     would go
     */
    JobId begin(Scan scan, ScanLine line);
  }
}
