package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.store.LineRows;
import dev.jellyscale.jobs.rules.store.RuleRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
import dev.jellyscale.jobs.rules.store.ScanWork;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
  private final ScanDoer doer;
  private final NodeName node;
  private final boolean artwork;
  private @Nullable Thread thread;
  private final Map<RuleName, String> waiting = new HashMap<>();

  private ScanRunner(JobDatabase database, NodeName node, ScanDoer doer, boolean artwork) {
    rows = new ScanRows(database);
    work = new ScanWork(database);
    this.doer = doer;
    this.node = node;
    this.artwork = artwork;
  }

  /** One for scans of videos; does nothing yet. */
  public ScanRunner(JobDatabase database, NodeName node, ScanParts parts) {
    this(database, node, parts, System::nanoTime);
  }

  /**
   * @param nanos time, from any moment on
   */
  ScanRunner(JobDatabase database, NodeName node, ScanParts parts, LongSupplier nanos) {
    var scanner = new Scanner(new ScanWork(database), new LineRows(database), parts, nanos);
    this(database, node, scanner, false);
  }

  /** One for scans of pictures, which keep no scan of videos; does nothing yet. */
  public static ScanRunner ofArtwork(JobDatabase database, NodeName node, ScanDoer doer) {
    return new ScanRunner(database, node, doer, true);
  }

  /** Begins. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name(artwork ? "scans-of-pictures" : "scans").start(this::run);
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

  /** Does what there is to do; nothing that fails ends the thread. */
  void look() {
    try {
      rows.askDue();
      while (!Thread.currentThread().isInterrupted() && next()) {
        LOG.log(Level.DEBUG, "A scan has ended");
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Scans stand still", e);
    } catch (Error e) {
      // Nobody else begins this thread again.
      LOG.log(Level.ERROR, "Scans stand still", e);
    }
  }

  /** Does the next scan; false where there is none. */
  public boolean next() {
    var claim = work.claim(node, artwork);
    if (claim.isEmpty()) {
      return false;
    }
    try {
      doer.run(claim.get());
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "A scan is left to who takes it next", e);
      Thread.currentThread().interrupt();
      return false;
    } catch (ScanDoer.Lost e) {
      LOG.log(Level.WARNING, e.getMessage());
    } catch (Unavailable e) {
      // It is taken again after a while, by whoever can.
      waits(claim.get().scan().rule().name(), String.valueOf(e.getMessage()));
      return false;
    } catch (JellyscaleException e) {
      work.failed(claim.get(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | VirtualMachineError | LinkageError e) {
      // It would meet the same again, where memory is too small for one picture.
      LOG.log(Level.ERROR, "A scan failed", e);
      work.failed(claim.get(), UNFORESEEN);
    }
    waiting.remove(claim.get().scan().rule().name());
    return true;
  }

  /** Tells it once of each rule: viewers may watch for hours. */
  private void waits(RuleName rule, String reason) {
    if (!reason.equals(waiting.put(rule, reason))) {
      LOG.log(Level.INFO, "A scan of {0} waits: {1}", rule, reason);
    }
    if (waiting.size() > RuleRows.MOST) {
      // Rules that were forgotten while they waited.
      waiting.clear();
    }
  }

  /** Begins to end, and does not wait for what has begun. */
  public synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
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
    interrupt();
    try {
      if (!running.join(PATIENCE)) {
        LOG.log(Level.WARNING, "A scan goes on while the node ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
