package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.Change.Step;
import dev.jellyscale.jobs.store.outbox.OutboxRows;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What changes of jobs are made of; each inside a transaction. */
final class JobSteps {
  private static final String MOVE =
      "UPDATE job SET " + JobColumns.SET_STATE + "WHERE id = :id AND state = :from";

  private JobSteps() {}

  /** The job; nobody else changes it or its segments until the transaction ends. */
  static Optional<Job> lock(Change change, JobId id) {
    return change
        .handle()
        .createQuery(JobColumns.SELECT + "WHERE id = :id" + change.locking())
        .bind("id", id.value())
        .map(JobColumns::job)
        .findOne();
  }

  /** Lets a locked job go on to another state. */
  static boolean move(Change change, Job job, JobState to, Cause cause) {
    var update = change.handle().createUpdate(MOVE);
    int rows =
        JobColumns.bind(update, to)
            .bind("now", change.now())
            .bind("id", job.id().value())
            .bind("from", job.state().kind().name())
            .execute();
    if (rows == 0) {
      return false;
    }
    record(change, job, to, cause);
    OutboxRows.moved(change, job, to);
    return true;
  }

  /** Says why nothing goes on; the reconciler takes it back when something does. */
  static void waits(Change change, JobId id, String why) {
    change
        .handle()
        .createUpdate("UPDATE job SET waiting = :why WHERE id = :id")
        .bind("why", why)
        .bind("id", id.value())
        .execute();
  }

  /** What a job says while it rests. */
  static String restSentence(Duration wait, Cause cause) {
    return "Waits %d s to be tried again: %s".formatted(wait.toSeconds(), cause.why());
  }

  /** Writes down what becomes of a job. */
  static void record(Change change, Job job, JobState to, Cause cause) {
    change.record(
        new Step(job.id(), OptionalInt.empty(), job.state().kind().name(), to.kind().name()),
        cause);
  }
}
