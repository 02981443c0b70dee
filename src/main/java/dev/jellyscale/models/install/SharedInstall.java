package dev.jellyscale.models.install;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One installation that any number of threads wait for. It runs on a thread of its own, so that one
 * of them may leave without taking it away from the others; when the last one leaves it is
 * interrupted.
 */
final class SharedInstall {
  private static final long TICK_MILLIS = 200;

  private final AtomicLong bytes = new AtomicLong();
  private final FutureTask<InstalledFile> task;
  private final Thread thread;
  private int waiting;
  private boolean abandoned;

  /** The installation itself. */
  interface Work {
    InstalledFile run(LongConsumer bytesSoFar) throws InterruptedException;
  }

  SharedInstall(String name, Work work) {
    task = new FutureTask<>(() -> work.run(bytes::set));
    thread = Thread.ofVirtual().name("install " + name).start(task);
  }

  /**
   * @return whether the caller takes part; if not, this one is over or given up
   */
  synchronized boolean enter() {
    if (abandoned || task.isDone()) {
      return false;
    }
    waiting++;
    return true;
  }

  /** Waits for the end without taking part. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  /** The result, for those who entered. */
  InstalledFile await(LongConsumer bytesSoFar) throws InterruptedException {
    try {
      while (!ended()) {
        bytesSoFar.accept(bytes.get());
      }
      bytesSoFar.accept(bytes.get());
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      leave();
    }
  }

  private boolean ended() throws InterruptedException, ExecutionException {
    try {
      task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  private synchronized void leave() {
    waiting--;
    if (waiting == 0 && !task.isDone()) {
      abandoned = true;
      thread.interrupt();
    }
  }
}
