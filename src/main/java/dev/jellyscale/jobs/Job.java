package dev.jellyscale.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands.
 *
 * @param request what was asked for; its priority is the present one
 * @param plan empty until it was planned for the first time
 * @param fileAttempts how often planning or assembling has begun
 * @param waiting a sentence why nothing goes on now
 * @param changedAt when its state last changed
 */
public record Job(
    JobId id,
    JobRequest request,
    JobState state,
    Optional<JobPlan> plan,
    int fileAttempts,
    Optional<String> waiting,
    Instant createdAt,
    Instant changedAt) {

  /** What it shall do. */
  public JobRecipe recipe() {
    return request.recipe();
  }

  /** Its present priority. */
  public int priority() {
    return request.priority();
  }
}
