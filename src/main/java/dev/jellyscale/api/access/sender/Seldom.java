package dev.jellyscale.api.access.sender;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets what recurs be told seldom enough for a log that people read. Thread-safe. */
public final class Seldom {
  private final long silence;
  private final LongSupplier nanos;
  private final AtomicLong told;

  /** Lets it be told now, and then once in {@code silence} at most. */
  public Seldom(Duration silence) {
    this(silence, System::nanoTime);
  }

  Seldom(Duration silence, LongSupplier nanos) {
    this.silence = silence.toNanos();
    this.nanos = nanos;
    told = new AtomicLong(nanos.getAsLong() - this.silence);
  }

  /** Whether to tell it; whoever asks next is told to be silent for a while. */
  public boolean isDue() {
    long now = nanos.getAsLong();
    long last = told.get();
    return now - last >= silence && told.compareAndSet(last, now);
  }
}
