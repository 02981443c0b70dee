package dev.jellyscale.jobs.artwork.scan;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells that a scan goes on while one picture takes its time. Whether the scan is still ours is
 * found out by whatever is written next.
 */
final class Heartbeat implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

  /** A quarter of the silence after which a node is taken for dead. */
  private static final Duration RHYTHM = Duration.ofSeconds(15);

  /** A beat is one row. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  Heartbeat(Runnable alive) {
    this(alive, RHYTHM);
  }

  Heartbeat(Runnable alive, Duration rhythm) {
    thread = Thread.ofVirtual().name("scan-heartbeat").start(() -> beat(alive, rhythm));
  }

  private void beat(Runnable alive, Duration rhythm) {
    try {
      while (!over.await(rhythm.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          alive.run();
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "That a scan goes on is not told: {0}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      LOG.log(Level.TRACE, "The scan has ended", e);
    }
  }

  /**
   * No beat begins from now on. One that has begun is waited for, and not interrupted: that would
   * cost a connection to the database.
   */
  @Override
  public void close() {
    over.countDown();
    try {
      if (!thread.join(PATIENCE)) {
        LOG.log(Level.WARNING, "A scan has ended, and it is still told that it goes on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
