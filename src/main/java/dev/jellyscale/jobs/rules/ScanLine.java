package dev.jellyscale.jobs.rules;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.JobId;
import java.util.Optional;

/**
 * What a scan says of a video.
 *
 * @param number place in the order in which jobs are begun, from 0
 * @param job that was begun for it, or that an earlier run of the rule has begun; empty: none
 */
public record ScanLine(
    int number, Subject subject, Judgement judgement, Forecast forecast, Optional<JobId> job) {

  /**
   * The video.
   *
   * @param name as Jellyfin shows it
   * @param source where it lies; empty where that is not known
   */
  public record Subject(ItemId item, String name, Optional<Source> source) {}

  /**
   * A file as the scan saw it.
   *
   * @param bytes size of the file; empty where it could not be read
   * @param modified time of its last change, milliseconds since 1970; empty as well
   */
  public record Source(RootedPath path, Optional<Long> bytes, Optional<Long> modified) {}
}
