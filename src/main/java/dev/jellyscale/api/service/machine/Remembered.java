package dev.jellyscale.api.service.machine;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is costly to find out and does not change within seconds. It is found out by one
 * thread at a time; others get what was known before, and wait only where nothing was. Thread-safe.
 */
public final class Remembered<T> {
  private final Supplier<T> source;
  private final long lifeNanos;
  private final LongSupplier nanoTime;
  private final ReentrantLock finding = new ReentrantLock();
  private volatile @Nullable Known<T> known;

  private record Known<T>(T value, long at) {}

  /**
   * @param source must not return null
   * @param life after so long a fact is found out again
   */
  public Remembered(Supplier<T> source, Duration life) {
    this(source, life, System::nanoTime);
  }

  Remembered(Supplier<T> source, Duration life, LongSupplier nanoTime) {
    this.source = source;
    this.lifeNanos = life.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The fact, at most as old as its life and the time that it takes to find it out. */
  public T get() {
    var last = known;
    if (last != null && isFresh(last)) {
      return last.value();
    }
    if (last != null && !finding.tryLock()) {
      return last.value();
    }
    if (last == null) {
      finding.lock();
    }
    try {
      return find();
    } finally {
      finding.unlock();
    }
  }

  private T find() {
    var last = known;
    if (last != null && isFresh(last)) {
      return last.value();
    }
    var found = new Known<>(source.get(), nanoTime.getAsLong());
    known = found;
    return found.value();
  }

  private boolean isFresh(Known<T> fact) {
    return nanoTime.getAsLong() - fact.at() < lifeNanos;
  }
}
