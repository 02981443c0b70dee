package dev.jellyscale.jobs.store.owner;

import dev.jellyscale.jobs.Job;
import java.time.Duration;

/** What comes of asking for a job within bounds. */
public sealed interface BoundedAnswer {

  /**
   * The job.
   *
   * @param isNew false where the same caller has asked for the same, and it is unfinished
   */
  record Taken(Job job, boolean isNew) implements BoundedAnswer {}

  /**
   * The caller has had as many as he may have.
   *
   * @param rest until he may have one more
   */
  record UsedUp(Duration rest) implements BoundedAnswer {}

  /**
   * Too many jobs wait.
   *
   * @param most that may
   */
  record Full(int most) implements BoundedAnswer {}
}
