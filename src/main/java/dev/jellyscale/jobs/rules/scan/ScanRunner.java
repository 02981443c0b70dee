package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.rules.store.LineRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A node's part in scans, from {@link #start} to {@link #close}: asks for the runs that are due,
 * and does one scan at a time. A scan that ends with the node is done by another one, or after the
 * next start.
 */
public final class ScanRunner implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ScanRunner.class.getName());
  private static final Duration RHYTHM = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String UNFORESEEN =
      "Something failed that nobody foresaw; the log says what";

  private final ScanRows rows;
  private final ScanWork work;
  private final Scanner scanner;
  private final NodeName node;
  private @Nullable Thread thread;

  /** Does nothing yet. */
  public ScanRunner(JobDatabase database, NodeName node, ScanParts parts) {
    this(database, node, parts, System::nanoTime);
  }

  /**
   * @param nanos time, from any moment on
   */
  ScanRunner(JobDatabase database, NodeName node, ScanParts parts, LongSupplier nanos) {
    rows = new ScanRows(database);
    work = new ScanWork(database);
    scanner = new Scanner(work, new LineRows(database), parts, nanos);
    this.node = node;
  }

  /** Begins. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("scans").start(this::run);
    }
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(RHYTHM);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "No more scans", e);
    }
  }

  private void look() {
    try {
      rows.askDue();
      while (!Thread.currentThread().isInterrupted() && next()) {
        LOG.log(Level.DEBUG, "A scan has ended");
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Scans stand still", e);
    }
  }

  /** Does the next scan; false where there is none. */
  boolean next() {
    var claim = work.claim(node);
    if (claim.isEmpty()) {
      return false;
    }
    try {
      scanner.run(claim.get());
    } catch (Scanner.Lost e) {
      LOG.log(Level.WARNING, e.getMessage());
    } catch (Unavailable e) {
      // It is taken again after a while, by whoever can.
      LOG.log(
          Level.WARNING,
          "A scan of {0} waits: {1}",
          claim.get().scan().rule().name(),
          e.getMessage());
      return false;
    } catch (JellyscaleException e) {
      work.failed(claim.get(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A scan failed", e);
      work.failed(claim.get(), UNFORESEEN);
    }
    return true;
  }

  /** Waits a while for what has begun: it writes rows. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      if (!running.join(PATIENCE)) {
        LOG.log(Level.WARNING, "A scan goes on while the node ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
