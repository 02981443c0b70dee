package dev.jellyscale.jobs.node;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.notify.send.Notifications;
import dev.jellyscale.jobs.notify.send.Notifications.Way;
import dev.jellyscale.jobs.rules.scan.ScanRunner;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.secret.KeyRing;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.RunningAttempts;
import dev.jellyscale.jobs.work.Workshop;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.supervisor.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database of jobs, and this node's work for it. What is asked of the rows can be asked as soon
 * as it is open; it works from {@link #work} on. Thread-safe.
 */
public final class JobEngine implements AutoCloseable {
  /** Beside the database in the data directory. */
  private static final String SECRETS = "secrets";

  private static final String KEY = "sealing-key";

  private final Parts parts;
  private final JobDatabase database;
  private final JobStore store;
  private final Notifications notifications;
  private volatile @Nullable JobNode node;
  private Optional<ScanRunner> pictures = Optional.empty();
  private boolean ended;

  /**
   * What it is made of.
   *
   * @param node name of this node
   * @param file of SQLite, where the settings name no database
   * @param models of this node
   */
  public record Parts(
      NodeName node,
      JobSettings settings,
      Path file,
      Renderers renderers,
      Supplier<ModelRegistry> models,
      Workshop.Places places,
      FaultInjection faults) {}

  /**
   * Who renders, and who does file work beside it; neither is closed with the engine.
   *
   * @param devices a slot for each device
   * @param files one slot
   */
  public record Renderers(Supervisor devices, Supervisor files) {}

  private JobEngine(Parts parts, JobDatabase database, KeyRing keys) {
    this.parts = parts;
    this.database = database;
    this.store = new JobStore(database);
    this.notifications =
        new Notifications(
            database, keys, Way.of(parts.node(), parts.settings().outside().targets()));
  }

  /**
   * Opens the database, and sends notifications from then on.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Conflict if another node that lives has the
   *     same name
   * @throws dev.jellyscale.error.JellyscaleException as {@link JobDatabase#open} and {@link
   *     KeyRing#open} do
   */
  public static JobEngine open(Parts parts) throws InterruptedException {
    var settings = parts.settings();
    // Nodes that each made a key of their own could not read each other's secrets.
    var own =
        settings.database().isPresent()
            ? Optional.<Path>empty()
            : Optional.of(parts.file().resolveSibling(SECRETS).resolve(KEY));
    var keys = KeyRing.open(settings.outside().keys(), own);
    var database = JobDatabase.open(settings.database(), parts.file());
    try {
      new NodeNaming(new JobStore(database), parts.node()).awaitFree();
      var engine = new JobEngine(parts, database, keys);
      engine.notifications.start();
      return engine;
    } catch (RuntimeException | InterruptedException e) {
      database.close();
      throw e;
    }
  }

  /** What the node is called. */
  public NodeName name() {
    return parts.node();
  }

  /** Who is told of jobs. */
  public Notifications notifications() {
    return notifications;
  }

  /** All rows. */
  public JobStore store() {
    return store;
  }

  /**
   * Begins to work, unless the end has begun; a second call has no effect. Where that fails, all
   * that was begun is taken back, and it may be called again.
   *
   * @param devices a line for each slot
   * @throws dev.jellyscale.error.JellyscaleException.Conflict if another node that lives has the
   *     same name
   */
  public synchronized void work(Set<ExecutionProvider> providers, List<String> devices)
      throws InterruptedException {
    if (ended || node != null) {
      return;
    }
    var renderers =
        new Workshop.Renderers(
            parts.renderers().devices().videos(), parts.renderers().files().videos(), providers);
    var workshop =
        new Workshop(
            parts.node(), store, renderers, parts.models(), parts.places(), parts.faults());
    int slots = parts.renderers().devices().states().size();
    var announcement =
        new Announcement(parts.node(), ProgramVersion.VALUE, slots, providers, devices);
    var usual = Rhythm.USUAL;
    var rhythm = new Rhythm(usual.heartbeat(), usual.poll(), parts.settings().patience());
    var running = new RunningAttempts(RunningAttempts.Bounds.USUAL, System::nanoTime);
    var started = new JobNode(workshop, announcement, running, rhythm);
    try {
      started.start();
    } catch (RuntimeException | InterruptedException e) {
      started.close();
      throw e;
    }
    node = started;
    pictures =
        parts.places().library().map(known -> ArtworkScans.runner(parts, store, known.server()));
    pictures.ifPresent(ScanRunner::start);
  }

  /**
   * What its devices are called now; others are told with the next sign of life.
   *
   * @param devices a line for each slot
   */
  public void tell(List<String> devices) {
    working().ifPresent(working -> working.tell(devices));
  }

  /** Has the node look at the rows now: something has changed. */
  public void wake() {
    working().ifPresent(JobNode::wake);
  }

  /** Why jobs stand still at this moment; empty: nothing keeps them. */
  public Optional<String> trouble() {
    return working().flatMap(JobNode::trouble);
  }

  /** Whether it works for jobs. */
  public boolean isWorking() {
    return working().isPresent();
  }

  private Optional<JobNode> working() {
    return Optional.ofNullable(node);
  }

  /** For how long {@link #drain} may take. */
  public Duration grace() {
    return parts.settings().grace();
  }

  /**
   * Takes nothing more, lets what has begun end if that does not take too long, and gives the rest
   * back. Returns when that is done. A second call has no effect.
   */
  public void drain() {
    Optional<JobNode> working;
    Optional<ScanRunner> enlarging;
    synchronized (this) {
      ended = true;
      working = working();
      enlarging = pictures;
      node = null;
    }
    // The time of the end belongs to jobs.
    enlarging.ifPresent(ScanRunner::interrupt);
    working.ifPresent(JobNode::close);
    enlarging.ifPresent(ScanRunner::close);
    notifications.close();
  }

  /** Closes the database; what has not ended by {@link #drain} ends without a word. */
  @Override
  public void close() {
    notifications.close();
    database.close();
  }
}
