package dev.jellyscale.api.upscaler.job;

import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;

/** States and priorities in the words of the facade. */
public final class JobWords {
  /** The phase of a job that stands still. */
  static final String WAITING = "Waiting";

  /** What the most urgent of both orders add up to with the least urgent. */
  private static final int MIRROR = JobRequest.LOWEST + JobRequest.HIGHEST;

  private JobWords() {}

  /** The status of a job. */
  public static String status(JobState state) {
    return switch (state.kind()) {
      case QUEUED -> "Queued";
      case PLANNING -> "Starting";
      case RENDERING, ASSEMBLING, VERIFYING -> "Processing";
      case PAUSED -> "Paused";
      case PUBLISHED -> "Completed";
      case CANCELLED -> "Cancelled";
      case FAILED -> "Failed";
    };
  }

  /** What is being done; for a paused job, what will be. */
  static String phase(JobState state) {
    var kind = state instanceof JobState.Paused paused ? paused.before().kind() : state.kind();
    return phase(kind);
  }

  private static String phase(Kind kind) {
    return switch (kind) {
      case QUEUED -> WAITING;
      case PLANNING -> "Planning";
      case RENDERING -> "Upscaling";
      case ASSEMBLING -> "Joining";
      case VERIFYING -> "Publishing";
      case PAUSED, PUBLISHED, CANCELLED, FAILED -> "Finished";
    };
  }

  /**
   * A priority of the one order in the other one: 1 is the most urgent for the facade's callers,
   * and the least urgent for us.
   *
   * @param priority 1 to 10
   */
  public static int mirrored(int priority) {
    return MIRROR - JobRequest.requirePriority(priority);
  }
}
