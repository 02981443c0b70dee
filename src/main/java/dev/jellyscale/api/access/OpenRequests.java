package dev.jellyscale.api.access;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests that the gate has let through and that are not answered yet. Streams of events have
 * no end, and do not count. Thread-safe.
 */
@Singleton
public class OpenRequests {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private int open;
  private volatile boolean refusing;

  OpenRequests() {}

  /** Counts a request until it is answered, or its caller has hung up. */
  void count(RoutingContext route) {
    change(1);
    route.addEndHandler(_ -> change(-1));
  }

  /** Counts one that waits until it is known who makes it. */
  void begin() {
    change(1);
  }

  /** It does not wait any more. */
  void end() {
    change(-1);
  }

  private void change(int by) {
    lock.lock();
    try {
      open += by;
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nobody may come any more. */
  boolean refusing() {
    return refusing;
  }

  /** Has all that come from now on told to come again later. */
  public void refuse() {
    refusing = true;
  }

  /**
   * Waits until all are answered.
   *
   * @return how many are open still when {@code patience} is over
   */
  public int await(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (open > 0 && left > 0) {
        left = fewer.awaitNanos(left);
      }
      return open;
    } finally {
      lock.unlock();
    }
  }
}
