package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Rendered;
import dev.jellyscale.jobs.SegmentState.Running;
import dev.jellyscale.jobs.store.SegmentSteps.Outcome;
import dev.jellyscale.jobs.store.SegmentSteps.Target;
import dev.jellyscale.jobs.store.database.Change;
import java.time.Duration;

/**
 * A segment is tried again after a while, and nothing is counted; inside a transaction that has
 * locked its job. Each answers whether the segment stood where it is asked for.
 *
 * @param shortest rest
 */
record Postponing(Change change, Segment segment, Duration shortest, Cause cause) {

  /**
   * An attempt came to nothing. It leaves no trace where its reason is not to be told, unless
   * frames were done, so that its begin was.
   */
  boolean attempt(JobId job) {
    if (!(segment.state() instanceof Running running)) {
      return false;
    }
    var rest = Rest.of(change, segment.key());
    var next = rest.next(shortest, cause.why());
    JobSteps.waits(change, job, JobSteps.restSentence(next.length(), cause));
    var target =
        new Target(running.retry(change.instant().plus(next.length())), segment.attempts());
    if (!next.tells() && segment.progress().isEmpty()) {
      SegmentSteps.forget(change, segment);
      return SegmentSteps.moveUntold(change, segment, target);
    }
    SegmentSteps.end(change, segment, Outcome.GIVEN_UP, cause.why());
    boolean moved = SegmentSteps.move(change, segment, target, cause);
    rest.remember(next, cause.why());
    return moved;
  }

  /** A check came to nothing; whether that is told depends on its reason. */
  boolean check() {
    if (!(segment.state() instanceof Rendered)) {
      return false;
    }
    var rest = Rest.of(change, segment.key());
    var next = rest.next(shortest, cause.why());
    SegmentSteps.checkLater(change, segment.key(), next.length());
    if (next.tells()) {
      SegmentSteps.tell(change, segment, cause);
      rest.remember(next, cause.why());
    }
    return true;
  }
}
