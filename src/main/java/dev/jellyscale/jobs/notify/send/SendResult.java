package dev.jellyscale.jobs.notify.send;

import dev.jellyscale.jobs.notify.Delivery.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of sending.
 *
 * @param result for the row
 * @param wish how long the target wants to be left alone
 */
record SendResult(Result result, Optional<Duration> wish) {
  private static final int GONE = 410;

  static SendResult silent(String problem) {
    return new SendResult(new Result(OptionalInt.empty(), Optional.of(problem)), Optional.empty());
  }

  /** The target has taken it. */
  boolean isTaken() {
    return result.problem().isEmpty();
  }

  /** The target says that it exists no more. */
  boolean isGone() {
    return result.status().isPresent() && result.status().getAsInt() == GONE;
  }
}
