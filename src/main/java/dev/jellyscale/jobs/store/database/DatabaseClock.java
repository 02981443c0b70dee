package dev.jellyscale.jobs.store.database;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of the database, which all nodes agree on. Between two measurements it goes on by this
 * machine's monotonic clock; its wall clock plays no part, so it may be wrong by hours. Asking for
 * the time never waits for the database.
 */
public final class DatabaseClock implements InstantSource, Clock {
  /** A slower answer would say little: the time may be from any moment of the wait. */
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private record Reading(long databaseMillis, long atNanos) {}

  private final LongSupplier database;
  private final LongSupplier nanos;
  private volatile Reading reading;

  /**
   * Measures for the first time.
   *
   * @param database asks the database for milliseconds since 1970
   * @param nanos monotonic
   */
  DatabaseClock(LongSupplier database, LongSupplier nanos) {
    this.database = database;
    this.nanos = nanos;
    long before = nanos.getAsLong();
    this.reading = read(before);
  }

  private Reading read(long before) {
    long millis = database.getAsLong();
    return new Reading(millis, before + (nanos.getAsLong() - before) / 2);
  }

  /** Asks the database again; an answer that took long is not believed. */
  void measure() {
    long before = nanos.getAsLong();
    var next = read(before);
    if (nanos.getAsLong() - before <= SLOW_NANOS) {
      reading = next;
    }
  }

  @Override
  public long millis() {
    var last = reading;
    return last.databaseMillis + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - last.atNanos);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public Instant now() {
    return instant();
  }
}
