package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.rules.Forecaster;
import dev.jellyscale.jobs.rules.Judgement.Reason;
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
     * @throws dev.jellyscale.error.JellyscaleException if no job of the rule can be begun now
     */
    Order begin(Scan scan, ScanLine line);
  }

  /** What came of an order. */
  public sealed interface Order {

    /** There is a job. */
    record Begun(JobId job) implements Order {}

    /**
     * This film cannot be written, which says nothing of others.
     *
     * @param why a sentence for the log
     */
    record PassedOver(Reason reason, String why) implements Order {}
  }
}
