package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.database.Change;
import java.time.Duration;

/**
 * How often planning, joining and publishing of a job have failed in a row, each for itself; inside
 * a transaction that has locked the job.
 */
final class FileFailures {
  private FileFailures() {}

  private static String column(Kind kind) {
    return switch (kind) {
      case PLANNING -> "plan_failures";
      case ASSEMBLING -> "join_failures";
      case VERIFYING -> "publish_failures";
      case QUEUED, RENDERING, PAUSED, PUBLISHED, CANCELLED, FAILED ->
          throw new IllegalArgumentException("No file work is done for a job that is " + kind);
    };
  }

  /** Counts one more; tells how many there are with it. */
  static int count(Change change, Job job) {
    var column = column(job.state().kind());
    return change
        .handle()
        .createQuery(
            "UPDATE job SET %1$s = %1$s + 1 WHERE id = :id RETURNING %1$s".formatted(column))
        .bind("id", job.id().value())
        .mapTo(Integer.class)
        .one();
  }

  /** What a job is at has succeeded. */
  static void succeeded(Change change, Job job) {
    change
        .handle()
        .createUpdate("UPDATE job SET %s = 0 WHERE id = :id".formatted(column(job.state().kind())))
        .bind("id", job.id().value())
        .execute();
  }

  /** Somebody wants the job to be tried as if it never had been. */
  static void forget(Change change, JobId id) {
    change
        .handle()
        .createUpdate(
            """
            UPDATE job SET plan_failures = 0, join_failures = 0, publish_failures = 0
            WHERE id = :id
            """)
        .bind("id", id.value())
        .execute();
  }

  /** Lets a job rest for a while. */
  static void rest(Change change, Job job, Duration wait) {
    change
        .handle()
        .createUpdate("UPDATE job SET not_before = :at WHERE id = :id")
        .bind("at", change.now() + wait.toMillis())
        .bind("id", job.id().value())
        .execute();
  }
}
