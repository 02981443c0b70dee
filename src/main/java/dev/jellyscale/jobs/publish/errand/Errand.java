package dev.jellyscale.jobs.publish.errand;

import dev.jellyscale.jobs.JobId;
import java.time.Instant;

/**
 * Something that Jellyfin is to be told or asked of a published film.
 *
 * @param number grows with every errand
 * @param tries that have begun
 * @param madeAt by the database's clock
 */
public record Errand(long number, JobId job, Kind kind, int tries, Instant madeAt) {

  /** What is done. */
  public enum Kind {
    /** Jellyfin looks at the film's place anew. */
    TELL,
    /** The film's item is made a version of its original's. */
    MERGE,
    /** The film, which is gone, is no version of its original any more. */
    SPLIT
  }
}
