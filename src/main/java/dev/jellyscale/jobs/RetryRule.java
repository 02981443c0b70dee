package dev.jellyscale.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a segment or a step of a job is tried again. What failed three times in a row is not. */
public final class RetryRule {
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private RetryRule() {}

  /**
   * How long to wait before the next attempt.
   *
   * @param failures so far, with the last one, at least 1
   * @param last of them
   * @return empty where there shall be none
   */
  public static Optional<Duration> wait(int failures, Fault last) {
    if (last.lasting() || failures > WAITS.size()) {
      return Optional.empty();
    }
    return Optional.of(WAITS.get(failures - 1));
  }
}
