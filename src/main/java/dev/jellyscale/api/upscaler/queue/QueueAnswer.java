package dev.jellyscale.api.upscaler.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.upscaler.job.JobWords;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue as the facade's callers know it. */
record QueueAnswer(boolean success, Queue queue) {

  /**
   * The queue.
   *
   * @param paused whether all of it stands still
   * @param pendingCount jobs that nothing is done for now
   * @param activeCount jobs at work
   * @param completedCount films that stand in their places
   * @param maxQueueSize jobs that may wait
   * @param pending the most urgent of them
   * @param active the most urgent of them
   * @param recentCompleted the last that ended, however they did
   */
  record Queue(
      boolean paused,
      @JsonProperty("pending_count") int pendingCount,
      @JsonProperty("active_count") int activeCount,
      @JsonProperty("completed_count") int completedCount,
      @JsonProperty("max_queue_size") int maxQueueSize,
      List<Pending> pending,
      List<Active> active,
      @JsonProperty("recent_completed") List<Ended> recentCompleted) {}

  /** A job that waits; its name is that of its source. */
  record Pending(
      @JsonProperty("JobId") String jobId,
      @JsonProperty("ItemName") String itemName,
      @JsonProperty("Priority") int priority,
      @JsonProperty("EnqueuedAt") Instant enqueuedAt,
      @JsonProperty("status") String status) {

    static Pending of(Job job) {
      return new Pending(
          job.id().value(),
          name(job),
          JobWords.mirrored(job.priority()),
          job.createdAt(),
          JobWords.status(job.state()));
    }
  }

  /** A job at work. */
  record Active(
      @JsonProperty("JobId") String jobId,
      @JsonProperty("ItemName") String itemName,
      @JsonProperty("Priority") int priority,
      @JsonProperty("StartedAt") Instant startedAt,
      @JsonProperty("duration_seconds") long durationSeconds) {

    static Active of(Job job, Instant began, Instant now) {
      return new Active(
          job.id().value(),
          name(job),
          JobWords.mirrored(job.priority()),
          began,
          Math.max(0, Duration.between(began, now).toSeconds()));
    }
  }

  /** A job that has ended; its error is missing where it has none. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Ended(
      @JsonProperty("JobId") String jobId,
      @JsonProperty("ItemName") String itemName,
      @JsonProperty("status") String status,
      @JsonProperty("CompletedAt") Instant completedAt,
      @JsonProperty("Error") @Nullable String error) {

    static Ended of(Job job) {
      return new Ended(
          job.id().value(),
          name(job),
          JobWords.status(job.state()),
          job.changedAt(),
          job.state() instanceof JobState.Failed failed
              ? Wording.of(failed.fault().reason())
              : null);
    }
  }

  private static String name(Job job) {
    return job.recipe().source().fileName();
  }
}
