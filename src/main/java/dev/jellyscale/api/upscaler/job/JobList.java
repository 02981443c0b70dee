package dev.jellyscale.api.upscaler.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that somebody may see.
 *
 * @param jobs that are not finished, the most urgent first
 * @param history of those that are
 */
record JobList(boolean success, List<JobLine> jobs, Ended history) {

  /**
   * What became of jobs.
   *
   * @param completed films that stand in their places
   * @param lastFinishedUtc missing where none has ended
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Ended(int completed, int failed, @Nullable Instant lastFinishedUtc) {}
}
