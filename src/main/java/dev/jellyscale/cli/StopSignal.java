package dev.jellyscale.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into an interruption of the working thread, and keeps the JVM alive
 * until that thread has put its things in order.
 */
final class StopSignal {
  /** Supervisors kill after 10 to 30 seconds; what is on the disk by then is kept anyway. */
  private static final long MOST_WAITING_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean given;

  private StopSignal() {}

  /** Watches for signals from now on. */
  static StopSignal watch(Thread worker) {
    var signal = new StopSignal();
    var hook = new Thread(() -> signal.stop(worker), "stop-signal");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException _) {
      signal.given = true; // One came already: the JVM is ending.
    }
    return signal;
  }

  /** Whether a signal came, so that failures from then on are its consequences. */
  boolean given() {
    return given;
  }

  private void stop(Thread worker) {
    if (finished.getCount() == 0) {
      return;
    }
    given = true;
    worker.interrupt();
    try {
      finished.await(MOST_WAITING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done or given up: the JVM may end. */
  void finished() {
    finished.countDown();
  }
}
