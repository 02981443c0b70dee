package dev.jellyscale.jobs.rules.scan;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Has something done now and then by whoever calls much more often. For one thread. */
public final class Pulse implements Runnable {
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Runnable beat;
  private final LongSupplier nanos;
  private long last;

  /**
   * The first beat comes ten seconds from now at the earliest.
   *
   * @param beat what is done
   * @param nanos time, from any moment on
   */
  public Pulse(Runnable beat, LongSupplier nanos) {
    this.beat = beat;
    this.nanos = nanos;
    last = nanos.getAsLong();
  }

  /** Beats, where the last time is ten seconds ago. */
  @Override
  public void run() {
    long now = nanos.getAsLong();
    if (now - last >= BETWEEN.toNanos()) {
      beat.run();
      last = now;
    }
  }
}
