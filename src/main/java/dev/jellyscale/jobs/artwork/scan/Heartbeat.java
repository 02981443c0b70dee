package dev.jellyscale.jobs.artwork.scan;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Tells that a scan goes on while one picture takes its time. Whether the scan is still ours is
 * found out by whatever is written next.
 */
final class Heartbeat implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

  /** A quarter of the silence after which a node is taken for dead. */
  private static final Duration RHYTHM = Duration.ofSeconds(15);

  private final Thread thread;

  Heartbeat(Runnable alive) {
    thread = Thread.ofVirtual().name("scan-heartbeat").start(() -> beat(alive));
  }

  private static void beat(Runnable alive) {
    try {
      while (true) {
        Thread.sleep(RHYTHM);
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

  @Override
  public void close() {
    thread.interrupt();
  }
}
