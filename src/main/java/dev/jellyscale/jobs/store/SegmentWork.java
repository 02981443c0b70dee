package dev.jellyscale.jobs.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Paused;
import dev.jellyscale.jobs.JobState.Rendering;
import dev.jellyscale.jobs.JobState.Unfinished;
import dev.jellyscale.jobs.RetryRule;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.SegmentState.Begun;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.SegmentState.Pending;
import dev.jellyscale.jobs.SegmentState.Rendered;
import dev.jellyscale.jobs.SegmentState.RenderedFile;
import dev.jellyscale.jobs.SegmentState.Running;
import dev.jellyscale.jobs.progress.JobCount;
import dev.jellyscale.jobs.store.SegmentSteps.Outcome;
import dev.jellyscale.jobs.store.SegmentSteps.Target;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Duration;
import java.util.Optional;

/**
 * Attempts of segments. Who begins one gets a proof; nothing is accepted from it any longer once
 * the attempt was given up, lost or ended with its job. Each move answers whether it took place:
 * where not, the caller is late, nothing has changed, and its file is nobody's.
 */
public final class SegmentWork {
  /** What holds of a segment whose begin the history tells. */
  private static final String TOLD = "AND (rest_reason IS NULL OR progress_at IS NOT NULL)";

  private final JobDatabase database;

  SegmentWork(JobDatabase database) {
    this.database = database;
  }

  /**
   * Begins an attempt. Of several callers one succeeds.
   *
   * @return empty where the segment does not exist, does not wait, or waits until later, where its
   *     job does not render, or where its model has as many segments as it may
   */
  public Optional<Attempt> begin(Segment.Key key, NodeName node, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, key.job())
                .filter(job -> job.state() instanceof Rendering)
                .filter(job -> ModelLimitRows.hasRoom(change, job.id()))
                .flatMap(_ -> find(change, key))
                .flatMap(segment -> begin(change, segment, node, cause)));
  }

  private static Optional<Attempt> begin(
      Change change, Segment segment, NodeName node, Cause cause) {
    if (!(segment.state() instanceof Pending pending)
        || pending.notBefore().isAfter(change.instant())) {
      return Optional.empty();
    }
    int number = segment.attempts() + 1;
    var target = new Target(pending.begin(number, node), number);
    boolean begun =
        Rest.of(change, segment.key()).isOn()
            ? SegmentSteps.moveUntold(change, segment, target)
            : SegmentSteps.move(change, segment, target, cause);
    if (!begun) {
      return Optional.empty();
    }
    var attempt = new Attempt(segment.key(), number, node);
    SegmentSteps.begin(change, attempt);
    return Optional.of(attempt);
  }

  /**
   * Remembers how many frames of the segment are done. Writes no history, but for that of a begin
   * which was not told since the segment rested.
   *
   * @param framesPerSecond of the last seconds; 0 where that is not known
   */
  public boolean progress(Attempt attempt, long frames, double framesPerSecond) {
    var done = new FramesDone(attempt, frames, framesPerSecond);
    return database.change(change -> done.write(change, TOLD))
        || move(attempt, (change, _, segment) -> progress(change, segment, done));
  }

  private static boolean progress(Change change, Segment segment, FramesDone done) {
    if (Rest.of(change, segment.key()).isOn()) {
      SegmentSteps.tellBegun(change, segment);
    }
    return done.write(change, "");
  }

  /** How far an attempt is. */
  private record FramesDone(Attempt attempt, long frames, double framesPerSecond) {

    /**
     * Writes that down.
     *
     * @param where further condition
     */
    boolean write(Change change, String where) {
      return change
              .handle()
              .createUpdate(
                  """
                  UPDATE segment
                  SET frames_done = :frames, frames_per_second = :fps, progress_at = :now
                  WHERE job = :job AND number = :number AND attempt = :attempt
                    AND state = 'RUNNING'
                  """
                      + where)
              .bind("frames", frames)
              .bind("fps", framesPerSecond)
              .bind("now", change.now())
              .bind("job", attempt.job().value())
              .bind("number", attempt.segment().number())
              .bind("attempt", attempt.number())
              .execute()
          == 1;
    }
  }

  /**
   * The file of an attempt is complete under its final name. Who did not hear the answer may ask
   * again: where it took place, it is answered so.
   */
  public boolean rendered(Attempt attempt, RenderedFile file, Cause cause) {
    boolean moved =
        move(
            attempt,
            (change, _, segment) ->
                segment.state() instanceof Running running
                    && SegmentSteps.move(change, segment, running.rendered(file), cause));
    return moved || isAccepted(attempt);
  }

  private boolean isAccepted(Attempt attempt) {
    return new SegmentRows(database)
        .find(attempt.segment())
        .filter(segment -> segment.state() instanceof Rendered || segment.state() instanceof Done)
        .filter(segment -> segment.attempt().equals(Optional.of(attempt)))
        .isPresent();
  }

  /**
   * The file of an attempt was checked. With the job's first one, what nobody has begun is cut
   * again by its speed, in the same transaction.
   */
  public boolean done(Attempt attempt, Cause cause) {
    return move(attempt, (change, job, segment) -> done(change, job, segment, cause));
  }

  private static boolean done(Change change, Job job, Segment segment, Cause cause) {
    if (!(segment.state() instanceof Rendered rendered)) {
      return false;
    }
    var done = rendered.done();
    if (!SegmentSteps.move(change, segment, done, cause)) {
      return false;
    }
    SegmentSteps.end(change, segment, Outcome.DONE, "");
    SegmentCutting.measured(change, job, segment.in(done));
    change.count(new JobCount.SegmentDone(job.recipe().model(), segment.frames().frames()));
    return true;
  }

  /**
   * An attempt has failed: another one follows after a while, or, as {@link RetryRule} tells, the
   * segment and its job fail with it.
   */
  public boolean failed(Attempt attempt, Fault fault, Cause cause) {
    return move(
        attempt, (change, job, segment) -> new Failing(change, job, fault, cause).apply(segment));
  }

  /**
   * A segment could not be checked, which says nothing of its file: it is checked again after a
   * while, or, as {@link RetryRule} tells, the attempt and the job fail with it.
   */
  public boolean checkFailed(Attempt attempt, Fault fault, Cause cause) {
    return move(
        attempt,
        (change, job, segment) -> {
          if (!(segment.state() instanceof Rendered)) {
            return false;
          }
          var wait = RetryRule.wait(SegmentSteps.countCheck(change, segment), fault);
          if (wait.isPresent()) {
            Rest.of(change, segment.key()).end();
            SegmentSteps.checkLater(change, segment.key(), wait.get());
            SegmentSteps.tell(change, segment, cause);
            return true;
          }
          var last = Fault.lasting(fault.code(), fault.reason());
          return new Failing(change, job, last, cause).apply(segment);
        });
  }

  /**
   * A segment could not be checked, for no fault of its own: it is checked after a while. Again for
   * the same reason, that is not told, and the wait grows.
   *
   * @param wait the shortest
   */
  public boolean checkPostponed(Attempt attempt, Duration wait, Cause cause) {
    return move(
        attempt, (change, _, segment) -> new Postponing(change, segment, wait, cause).check());
  }

  private record Failing(Change change, Job job, Fault fault, Cause cause) {

    boolean apply(Segment segment) {
      if (!(segment.state() instanceof Begun begun)) {
        return false;
      }
      int failures = segment.failures() + 1;
      var wait = RetryRule.wait(failures, fault);
      SegmentState to =
          wait.isPresent() ? begun.retry(change.instant().plus(wait.get())) : begun.fail(fault);
      SegmentSteps.end(change, segment, Outcome.FAILED, fault.reason());
      if (!SegmentSteps.move(change, segment, to, cause)) {
        return false;
      }
      count(segment, failures);
      change.count(new JobCount.SegmentFailed(job.recipe().model()));
      if (wait.isEmpty() && job.state() instanceof Unfinished state) {
        SegmentSteps.endWithJob(change, job.id(), cause);
        JobSteps.move(change, job, state.fail(fault), cause);
      }
      return true;
    }

    private void count(Segment segment, int failures) {
      change
          .handle()
          .createUpdate(
              "UPDATE segment SET failures = :failures WHERE job = :job AND number = :number")
          .bind("failures", failures)
          .bind("job", segment.key().job().value())
          .bind("number", segment.key().number())
          .execute();
    }
  }

  /**
   * The node of an attempt is gone while it rendered: another attempt may begin, and this one was
   * no failure. What is rendered stays.
   */
  public boolean lost(Attempt attempt, Cause cause) {
    return release(attempt, new Release(Outcome.LOST, Duration.ZERO, cause));
  }

  /** An attempt was stopped on purpose: another one may begin, and this one was no failure. */
  public boolean givenUp(Attempt attempt, Cause cause) {
    return release(attempt, new Release(Outcome.GIVEN_UP, Duration.ZERO, cause));
  }

  /**
   * An attempt came to nothing, for no fault of the segment: another one may begin after a while,
   * and this one was no failure. Again for the same reason, it leaves no trace, and the wait grows.
   *
   * @param wait the shortest
   */
  public boolean postponed(Attempt attempt, Duration wait, Cause cause) {
    return move(
        attempt,
        (change, job, segment) -> new Postponing(change, segment, wait, cause).attempt(job.id()));
  }

  /**
   * A node cannot take a segment that waits: it waits a little longer, so that others may. Writes
   * no history, since nothing has begun.
   *
   * @param why what the job says as long as nothing goes on
   */
  public boolean left(Segment.Key key, Duration wait, String why) {
    return database.change(
        change ->
            JobSteps.lock(change, key.job())
                .filter(job -> job.state() instanceof Rendering)
                .map(
                    job -> {
                      JobSteps.waits(change, job.id(), why);
                      return SegmentSteps.beginLater(change, key, wait);
                    })
                .orElse(false));
  }

  /** How an attempt ends that was no failure. */
  private record Release(Outcome outcome, Duration rest, Cause cause) {}

  private boolean release(Attempt attempt, Release release) {
    return move(attempt, (change, _, segment) -> release(change, segment, release));
  }

  private static boolean release(Change change, Segment segment, Release release) {
    // A file that is complete is nobody's to lose: whoever thinks so looked before it was.
    if (!(segment.state() instanceof Running running)) {
      return false;
    }
    SegmentSteps.end(change, segment, release.outcome, release.cause.why());
    var pending = running.retry(change.instant().plus(release.rest));
    return SegmentSteps.move(change, segment, pending, release.cause);
  }

  /**
   * A device had too little memory: the segment, and all others of the job, go on with less.
   *
   * @param ladder steps down from now on; nothing that stands lower goes up
   */
  public boolean climbDown(Attempt attempt, int ladder, Cause cause) {
    return move(
        attempt,
        (change, _, segment) -> {
          change
              .handle()
              .createUpdate(
                  "UPDATE segment SET ladder = :ladder WHERE job = :job AND ladder < :ladder")
              .bind("ladder", ladder)
              .bind("job", attempt.job().value())
              .execute();
          var release = new Release(Outcome.CLIMBED, Duration.ZERO, cause);
          return release(change, segment, release);
        });
  }

  /** A move of one segment, inside of a transaction. */
  @FunctionalInterface
  private interface Move {
    boolean apply(Change change, Job job, Segment segment);
  }

  private boolean move(Attempt attempt, Move move) {
    return database.change(
        change -> {
          var job = JobSteps.lock(change, attempt.job()).filter(j -> isRendering(j.state()));
          var segment = find(change, attempt.segment()).filter(s -> isAt(s, attempt));
          return job.isPresent()
              && segment.isPresent()
              && move.apply(change, job.get(), segment.get());
        });
  }

  private static boolean isRendering(JobState state) {
    return switch (state) {
      case Paused paused -> isRendering(paused.before());
      case Rendering _ -> true;
      case JobState.Queued _,
          JobState.Planning _,
          JobState.Assembling _,
          JobState.Verifying _,
          JobState.Published _,
          JobState.Cancelled _,
          JobState.Failed _ ->
          false;
    };
  }

  private static boolean isAt(Segment segment, Attempt attempt) {
    return segment.attempts() == attempt.number()
        && segment.state() instanceof Begun begun
        && switch (begun) {
          case Running(_, var node) -> node.equals(attempt.node());
          case Rendered(_, var node, _) -> node.equals(attempt.node());
        };
  }

  private static Optional<Segment> find(Change change, Segment.Key key) {
    return change
        .handle()
        .createQuery(SegmentColumns.SELECT + "WHERE job = :job AND number = :number")
        .bind("job", key.job().value())
        .bind("number", key.number())
        .map(SegmentColumns::segment)
        .findOne();
  }
}
