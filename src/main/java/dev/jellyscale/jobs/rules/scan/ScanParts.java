package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Forecaster;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.PastWork;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleRecipe;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.ScanLine;

/**
 * What a scan asks.
 *
 * @param videos what there is
 * @param past what was done before
 * @param forecasts what it will take
 * @param orders who begins jobs
 */
public record ScanParts(VideoSource videos, Past past, Forecasts forecasts, Orders orders) {

  /** What was done with a file before. */
  public interface Past {
    /** What a rule has to know of a file. */
    PastWork of(Rule rule, Place.Here file);
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
     */
    JobId begin(Scan scan, ScanLine line);
  }
}
