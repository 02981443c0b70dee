package dev.jellyscale.jobs.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One notice for one target, and what has become of it.
 *
 * @param state where it stands
 * @param tries that have begun
 * @param next when it is tried next, or taken for lost by whoever tries it now; empty once it ended
 * @param ended when it ended
 * @param last what came of the last try
 */
public record Delivery(
    Notice notice,
    TargetName target,
    State state,
    int tries,
    Optional<Instant> next,
    Optional<Instant> ended,
    Result last) {

  /** Where a delivery stands. */
  public enum State {
    /** It waits for its time, or somebody is at it. */
    PENDING,
    /** The target has taken it. */
    DELIVERED,
    /** All tries were in vain. */
    GIVEN_UP,
    /** Too many others waited for the same target. */
    DROPPED
  }

  /**
   * What came of a try.
   *
   * @param status of HTTP that the target answered with
   * @param problem a sentence why it has failed; empty: it has not
   */
  public record Result(OptionalInt status, Optional<String> problem) {
    /** Nothing was tried so far. */
    public static final Result NONE = new Result(OptionalInt.empty(), Optional.empty());
  }

  /**
   * The right to try a delivery; a later try of anybody makes it worthless.
   *
   * @param tries including this one
   */
  public record Claim(Notice notice, NotifyTarget target, int tries) {}
}
