package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.SegmentState.Begun;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.SegmentState.Running;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.Change.Step;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What changes of segments are made of; each inside a transaction that has locked the job. */
final class SegmentSteps {
  private static final String MOVE =
      "UPDATE segment SET "
          + SegmentColumns.SET_STATE
          + "WHERE job = :job AND number = :number AND state = :from AND attempt = :expected";

  /** How an attempt ended. */
  enum Outcome {
    DONE,
    FAILED,
    LOST,
    GIVEN_UP,
    CLIMBED,
    ENDED_WITH_JOB
  }

  private SegmentSteps() {}

  /** All segments of a job, in the order of their frames. */
  static List<Segment> of(Change change, JobId job) {
    return change
        .handle()
        .createQuery(SegmentColumns.SELECT + "WHERE job = :job ORDER BY first_frame")
        .bind("job", job.value())
        .map(SegmentColumns::segment)
        .list();
  }

  /** Whether a job has segments, and all are done. */
  static boolean allDone(Handle handle, JobId job) {
    var states =
        handle
            .createQuery("SELECT DISTINCT state FROM segment WHERE job = :job")
            .bind("job", job.value())
            .mapTo(Kind.class)
            .list();
    return states.equals(List.of(Kind.DONE));
  }

  /** Lets a segment go on to another state, of the attempt that it is at. */
  static boolean move(Change change, Segment segment, SegmentState to, Cause cause) {
    return move(change, segment, new Target(to, segment.attempts()), cause);
  }

  /**
   * Where a segment goes.
   *
   * @param attempts that have begun then
   */
  record Target(SegmentState state, int attempts) {}

  /** The same, where another attempt may have begun then. It rests no more. */
  static boolean move(Change change, Segment segment, Target to, Cause cause) {
    if (!moveUntold(change, segment, to)) {
      return false;
    }
    var rest = Rest.of(change, segment.key());
    if (rest.isOn()) {
      rest.end();
      tellBegun(change, segment);
    }
    change.record(step(segment.key(), segment.state().kind(), to.state.kind()), cause);
    return true;
  }

  /**
   * The history has no gaps: the attempt of a segment that rested began untold, and comes to
   * something now. Told is when it began; its first progress says that it was.
   */
  static void tellBegun(Change change, Segment segment) {
    if (segment.state() instanceof Running(_, var node) && segment.progress().isEmpty()) {
      long begun =
          change
              .handle()
              .createQuery(
                  """
                  SELECT began_at FROM attempt
                  WHERE job = :job AND segment = :segment AND number = :number
                  """)
              .bind("job", segment.key().job().value())
              .bind("segment", segment.key().number())
              .bind("number", segment.attempts())
              .mapTo(Long.class)
              .one();
      var step = step(segment.key(), Kind.PENDING, Kind.RUNNING);
      change.record(step, new Cause(node.value(), "taken"), begun);
    }
  }

  private static Step step(Segment.Key key, Kind from, Kind to) {
    return new Step(key.job(), OptionalInt.of(key.number()), from.name(), to.name());
  }

  /** Lets a segment go on without an entry in the history, and without an end of its rest. */
  static boolean moveUntold(Change change, Segment segment, Target to) {
    var key = segment.key();
    var update = change.handle().createUpdate(MOVE);
    return SegmentColumns.bind(update, to.state, to.attempts)
            .bind("job", key.job().value())
            .bind("number", key.number())
            .bind("from", segment.state().kind().name())
            .bind("expected", segment.attempts())
            .execute()
        == 1;
  }

  /** Writes down that an attempt has begun. */
  static void begin(Change change, Attempt attempt) {
    change
        .handle()
        .createUpdate(
            """
            INSERT INTO attempt (job, segment, number, node, began_at)
            VALUES (:job, :segment, :number, :node, :now)
            """)
        .bind("job", attempt.job().value())
        .bind("segment", attempt.segment().number())
        .bind("number", attempt.number())
        .bind("node", attempt.node().value())
        .bind("now", change.now())
        .execute();
  }

  /** Writes down that the attempt of a segment has ended. */
  static void end(Change change, Segment segment, Outcome outcome, String reason) {
    change
        .handle()
        .createUpdate(
            """
            UPDATE attempt SET ended_at = :now, outcome = :outcome, reason = :reason
            WHERE job = :job AND segment = :segment AND number = :number
            """)
        .bind("now", change.now())
        .bind("outcome", outcome.name())
        .bind("reason", reason)
        .bind("job", segment.key().job().value())
        .bind("segment", segment.key().number())
        .bind("number", segment.attempts())
        .execute();
  }

  /** Counts one more check that was not to be done; tells how many there were in a row. */
  static int countCheck(Change change, Segment segment) {
    return change
        .handle()
        .createQuery(
            """
            UPDATE segment SET check_failures = check_failures + 1
            WHERE job = :job AND number = :number RETURNING check_failures
            """)
        .bind("job", segment.key().job().value())
        .bind("number", segment.key().number())
        .mapTo(Integer.class)
        .one();
  }

  /** Has a segment that waits begin after a while at the earliest. */
  static boolean beginLater(Change change, Segment.Key key, Duration wait) {
    return change
            .handle()
            .createUpdate(
                """
                UPDATE segment SET not_before = :at
                WHERE job = :job AND number = :number AND state = 'PENDING'
                """)
            .bind("at", change.now() + wait.toMillis())
            .bind("job", key.job().value())
            .bind("number", key.number())
            .execute()
        == 1;
  }

  /** Leaves no trace of an attempt that came to nothing, as the one before it. */
  static void forget(Change change, Segment segment) {
    change
        .handle()
        .createUpdate(
            "DELETE FROM attempt WHERE job = :job AND segment = :segment AND number = :number")
        .bind("job", segment.key().job().value())
        .bind("segment", segment.key().number())
        .bind("number", segment.attempts())
        .execute();
  }

  /** Writes down why a segment stays in its state. */
  static void tell(Change change, Segment segment, Cause cause) {
    var state = segment.state().kind();
    change.record(step(segment.key(), state, state), cause);
  }

  /** Has a segment checked after a while. */
  static void checkLater(Change change, Segment.Key key, Duration wait) {
    change
        .handle()
        .createUpdate(
            "UPDATE segment SET check_not_before = :at WHERE job = :job AND number = :number")
        .bind("at", change.now() + wait.toMillis())
        .bind("job", key.job().value())
        .bind("number", key.number())
        .execute();
  }

  /** Ends what is under way for a job that goes no further. */
  static void endWithJob(Change change, JobId job, Cause cause) {
    for (var segment : of(change, job)) {
      if (segment.state() instanceof Begun begun) {
        end(change, segment, Outcome.ENDED_WITH_JOB, cause.why());
        move(change, segment, begun.retry(change.instant()), cause);
      }
    }
  }

  /** Lets segments that are done be rendered anew. */
  static void renderAgain(Change change, JobId job, Set<Integer> numbers, Cause cause) {
    for (var segment : of(change, job)) {
      if (numbers.contains(segment.key().number()) && segment.state() instanceof Done done) {
        move(change, segment, done.again(change.instant()), cause);
      }
    }
  }

  /** Lets segments that failed or rest be tried anew, as if they never had. */
  static void forgive(Change change, JobId job) {
    change
        .handle()
        .createUpdate(
            """
            UPDATE segment SET state = :pending, not_before = 0, failures = 0, fault_code = NULL,
              fault_reason = NULL, fault_lasting = NULL
            WHERE job = :job AND state = :failed
            """)
        .bind("pending", Kind.PENDING.name())
        .bind("failed", Kind.FAILED.name())
        .bind("job", job.value())
        .execute();
    change
        .handle()
        .createUpdate(
            """
            UPDATE segment SET failures = 0, rest_reason = NULL
            WHERE job = :job AND (failures > 0 OR rest_reason IS NOT NULL)
            """)
        .bind("job", job.value())
        .execute();
  }
}
