package dev.jellyscale.jobs.janitor;

import java.time.Duration;

/**
 * How long what is over is remembered.
 *
 * @param jobs most of them; the newest stay
 * @param rows of jobs, with all that belongs to them
 * @param details each attempt of each segment
 * @param segments files of a job that failed, which another try goes on from
 * @param nodes that are silent
 */
public record Retention(
    int jobs, Duration rows, Duration details, Duration segments, Duration nodes) {

  /** What suits a household. */
  public static final Retention USUAL =
      new Retention(
          10_000, Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(7));
}
