package dev.jellyscale.cli.bench;

import java.util.concurrent.TimeUnit;

/** Adds up the time between its starts and stops. */
final class Stopwatch {
  private long begun;
  private long nanos;

  Stopwatch start() {
    begun = System.nanoTime();
    return this;
  }

  Stopwatch stop() {
    nanos += System.nanoTime() - begun;
    return this;
  }

  double seconds() {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
