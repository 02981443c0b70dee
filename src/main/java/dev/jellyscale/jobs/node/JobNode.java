package dev.jellyscale.jobs.node;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.disk.DiskGate;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Table;
import dev.jellyscale.jobs.schedule.Executions;
import dev.jellyscale.jobs.schedule.QueueGate;
import dev.jellyscale.jobs.schedule.Reconciler;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.viewers.ViewerGate;
import dev.jellyscale.jobs.window.WindowGate;
import dev.jellyscale.jobs.work.JobWork;
import dev.jellyscale.jobs.work.RunningAttempts;
import dev.jellyscale.jobs.work.Workshop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Works for jobs from {@link #start} to {@link #close}: picks executions, renders in as many slots
 * as it has, and reconciles about once a second and whenever something has ended here.
 */
public final class JobNode implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JobNode.class.getName());

  /** A renderer has 1.5 s to end what is cancelled, and whoever cancels waits for 2 s at most. */
  private static final int WATCH_MILLIS = 250;

  /** What a look at the rows may still take when everything else has ended. */
  private static final Duration LAST_TICK = Duration.ofSeconds(1);

  /** Steps that may follow from each other at once; what is left has its turn a second later. */
  private static final int MOST_LOOKS = 4;

  private final Workshop workshop;
  private final RunningAttempts running;
  private final NodeNaming naming;
  private final Reconciler reconciler;
  private final Upkeep upkeep;
  private final NodeRunners runners;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("jellyscale-jobs").daemon().factory());
  private final ScheduledExecutorService watches =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("jellyscale-jobs-watch").daemon().factory());
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile Announcement announcement;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean draining;

  /**
   * @param announcement what it tells others of itself; has slots for each renderer
   */
  public JobNode(
      Workshop workshop, Announcement announcement, RunningAttempts running, Rhythm rhythm) {
    this.workshop = workshop;
    this.announcement = announcement;
    this.running = running;
    var database = workshop.store().database();
    var clock = database.clock();
    var table = new Table(database.dataSource(), clock, database.isShared());
    var executions = new Executions(database.dataSource(), clock);
    var store = workshop.store();
    reconciler = new Reconciler(store, executions, workshop.node().value(), gate(store));
    upkeep = new Upkeep(workshop);
    naming = new NodeNaming(store, workshop.node());
    var owner =
        new NodeRunners.Owner(
            naming.scheduler(), workshop.renderers().providers(), announcement.slots(), rhythm);
    runners = NodeRunners.of(owner, table, new JobWork(workshop, running), this::wake);
  }

  /**
   * Frees what an earlier start of the same node has left, and begins to work.
   *
   * @throws Conflict if another node that lives has the same name
   */
  public void start() throws InterruptedException {
    naming.take(announcement);
    upkeep.start();
    if (upkeep.wrongFolder().isPresent()) {
      runners.pause();
    }
    runners.start();
    var _ = ticks.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
    var _ = watches.scheduleWithFixedDelay(this::watch, 0, WATCH_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** All that keeps the jobs of a node from beginning or going on. */
  public static QueueGate gate(JobStore store) {
    return QueueGate.all(
        List.of(new WindowGate(store), new ViewerGate(store), new DiskGate(store)));
  }

  /** What its devices are called now, a line for each slot; told with the next sign of life. */
  void tell(List<String> devices) {
    announcement = announcement.withDevices(devices);
  }

  /** Has it look at the rows now: something has changed. */
  public void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        ticks.execute(this::tick);
        watches.execute(this::watch);
      } catch (RejectedExecutionException _) {
        LOG.log(Level.DEBUG, "The node works for jobs no more");
      }
    }
  }

  /** On a thread of its own: who cancels a job does not wait for what others do to the table. */
  private void watch() {
    try {
      running.look(workshop.store());
    } catch (JellyscaleException e) {
      LOG.log(Level.DEBUG, "What runs is not looked after for a moment: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "What runs cannot be looked after", e);
    }
  }

  private void tick() {
    woken.set(false);
    try {
      look();
    } catch (Conflict e) {
      // Whatever has its name frees what it does: it takes nothing more.
      runners.pause();
      stumble(e);
    } catch (JellyscaleException e) {
      stumble(e);
    } catch (RuntimeException e) {
      // A tick that throws would be the last one.
      trouble = Optional.of("Jobs cannot be looked after; the log says why");
      LOG.log(Level.ERROR, "Jobs cannot be looked after", e);
    }
  }

  /** Where its work directory is not the right one, it takes nothing until it is. */
  private Optional<String> judged() {
    var wrong = upkeep.wrongFolder();
    if (wrong.isPresent()) {
      runners.pause();
    } else {
      runners.goOn();
    }
    return wrong;
  }

  private void look() {
    if (draining) {
      naming.liveOn();
      return;
    }
    naming.live(announcement);
    trouble = judged();
    // Jobs that wait for the work directory are told so.
    reconcile();
  }

  private void stumble(JellyscaleException failure) {
    trouble = Optional.of(String.valueOf(failure.getMessage()));
    LOG.log(Level.WARNING, "Jobs stand still for a moment: {0}", failure.getMessage());
  }

  private void reconcile() {
    for (int look = 0; look < MOST_LOOKS && reconciler.reconcile(); look++) {
      runners.look();
    }
  }

  /** Why the last look at the rows came to nothing; empty: it did not. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Takes nothing more, gives back what it does not finish in time, and takes its leave. */
  @Override
  public void close() {
    draining = true;
    var ends =
        List.of(
            ending("drain-devices", runners.devices()::close),
            ending("drain-files", runners.files()::close),
            ending("drain-word", this::tellOthers));
    ends.forEach(JobNode::await);
    upkeep.close();
    // A tick behind the leave would announce the node again.
    endTicks();
    watches.shutdownNow();
    try {
      naming.leave();
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "The node ends without taking its leave: {0}", e.getMessage());
    }
  }

  /** One that hangs in a database that does not answer is not waited for without end. */
  private void endTicks() {
    ticks.shutdown();
    try {
      if (ticks.awaitTermination(LAST_TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    ticks.shutdownNow();
    LOG.log(Level.WARNING, "The node ends while it looks at the rows of jobs");
  }

  private static Thread ending(String name, Runnable end) {
    return Thread.ofPlatform().name(name).daemon().start(end);
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellOthers() {
    try {
      naming.drain();
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "Others do not hear that the node drains: {0}", e.getMessage());
    }
  }
}
