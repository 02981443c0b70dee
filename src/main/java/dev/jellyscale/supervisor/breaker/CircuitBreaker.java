package dev.jellyscale.supervisor.breaker;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.supervisor.breaker.BreakerState.Closed;
import dev.jellyscale.supervisor.breaker.BreakerState.HalfOpen;
import dev.jellyscale.supervisor.breaker.BreakerState.Open;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses work while the engine fails one piece after the other, so that callers need not wait for
 * the next failure. Faults of the engine in a row open it; after a rest one piece of work is let
 * through, and how that ends decides. A trial that says nothing, or never ends, is followed by
 * another: it cannot stay half open. Thread-safe, and never waits.
 */
public final class CircuitBreaker {
  private static final long NANOS = 1_000_000_000;

  private final BreakerSettings settings;
  private final LongSupplier clock;
  private BreakerState state = new Closed(0);

  /**
   * @param clock nanoseconds that never go back
   */
  public CircuitBreaker(BreakerSettings settings, LongSupplier clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Looks whether work would be refused now, so that it need not queue for that.
   *
   * @throws Unavailable if it would be; it tells when to try again
   */
  public synchronized void check() {
    long left = refusedFor();
    if (left > 0) {
      throw Unavailable.until(
          "Renderers failed %d times in a row".formatted(settings.threshold()),
          Duration.ofNanos(left));
    }
  }

  /** Nanoseconds; 0 where work is let through. */
  private long refusedFor() {
    long now = clock.getAsLong();
    return switch (state) {
      case Closed _ -> 0;
      case Open(long until) -> Math.max(0, until - now);
      // When the trial ends nobody knows; a second is soon enough to ask again.
      case HalfOpen(var _, long since) ->
          Math.min(NANOS, Math.max(0, since + settings.longestTrial().toNanos() - now));
    };
  }

  /**
   * Begins a piece of work.
   *
   * @return to be closed when it has ended
   * @throws Unavailable if it is refused; it tells when to try again
   */
  public synchronized Permit enter() {
    check();
    var permit = new Permit(this);
    switch (state) {
      case Closed _ -> {}
      case Open open -> state = open.trial(permit, clock.getAsLong());
      case HalfOpen(var _, var _) -> state = new HalfOpen(permit, clock.getAsLong());
    }
    return permit;
  }

  synchronized void healthy(Permit permit) {
    switch (state) {
      case Closed closed -> state = closed.healthy();
      case HalfOpen half when half.trial() == permit -> state = half.passed();
      // Work that began before says nothing about now.
      case Open _, HalfOpen _ -> {}
    }
  }

  synchronized void faulty(Permit permit) {
    long restUntil = clock.getAsLong() + settings.rest().toNanos();
    switch (state) {
      case Closed closed -> state = closed.faulty(settings.threshold(), restUntil);
      case HalfOpen half when half.trial() == permit -> state = half.failed(restUntil);
      case Open _, HalfOpen _ -> {}
    }
  }

  synchronized void givenUp(Permit permit) {
    if (state instanceof HalfOpen half && half.trial() == permit) {
      state = half.givenUp(clock.getAsLong());
    }
  }

  /** What it looks like at this moment. */
  public synchronized BreakerReading reading() {
    int threshold = settings.threshold();
    return switch (state) {
      case Closed(int faults) -> new BreakerReading(false, false, faults, threshold, 0);
      case Open open -> {
        boolean rests = open.rests(clock.getAsLong());
        long left = rests ? Math.ceilDiv(open.until() - clock.getAsLong(), NANOS) : 0;
        yield new BreakerReading(rests, !rests, threshold, threshold, left);
      }
      case HalfOpen _ -> new BreakerReading(true, true, threshold, threshold, 0);
    };
  }
}
