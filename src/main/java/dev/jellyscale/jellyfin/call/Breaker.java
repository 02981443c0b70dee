package dev.jellyscale.jellyfin.call;

import dev.failsafe.CircuitBreaker;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;

/**
 * Spares callers the waiting for a server that does not answer: after some failures in a row it
 * refuses at once, until a rest is over and one call has tried. Thread-safe.
 */
final class Breaker {
  private final CircuitBreaker<Object> state;

  Breaker(int failures, Duration rest) {
    state =
        CircuitBreaker.builder()
            .withFailureThreshold(failures)
            .withSuccessThreshold(1)
            .withDelay(rest)
            .build();
  }

  /**
   * Returns unless a call would be refused now.
   *
   * @throws Unavailable if it would
   */
  void requireWay() {
    if (state.isOpen() && state.getRemainingDelay().isPositive()) {
      throw refusal();
    }
  }

  private Unavailable refusal() {
    return Unavailable.until("Jellyfin does not answer at the moment", state.getRemainingDelay());
  }

  /**
   * Lets one call through, of which one of the methods below tells what became of it.
   *
   * @throws Unavailable if it does not
   */
  void enter() {
    if (!state.tryAcquirePermit()) {
      throw refusal();
    }
  }

  void succeeded() {
    state.recordSuccess();
  }

  void failed() {
    state.recordFailure();
  }

  /** It was given up by the caller; only a trial has to say something all the same. */
  void givenUp() {
    if (state.isHalfOpen()) {
      state.recordFailure();
    }
  }
}
