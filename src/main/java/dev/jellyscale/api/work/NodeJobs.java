package dev.jellyscale.api.work;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.config.Places;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.node.JobEngine;
import dev.jellyscale.jobs.node.JobSettings;
import dev.jellyscale.jobs.notify.send.Notifications;
import dev.jellyscale.jobs.progress.JobCount;
import dev.jellyscale.jobs.publish.errand.KnownLibrary;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.work.JobFolders;
import dev.jellyscale.jobs.work.Workshop;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Jobs on the running node. A database that does not answer leaves the node alive: readiness tells
 * it, and the node tries again until it does. Thread-safe.
 */
@Singleton
public class NodeJobs {
  private static final System.Logger LOG = System.getLogger(NodeJobs.class.getName());

  /** Models, and with them jobs, are there unless this is {@code false}, as in HTTP tests. */
  private static final String ENABLED = "jellyscale.models.enabled";

  /** Behind the models, which own the data directory; at the end before them. */
  private static final int AFTER_MODELS = 3000;

  private static final int BEFORE_MODELS = 1000;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  private final Supervisor devices;
  private final RendererLaunch launch;
  private final MediaRoots roots;
  private final NodeModels models;
  private final NodeJellyfin jellyfin;
  private final Config config;
  private volatile @Nullable Supervisor files;
  private volatile @Nullable JobEngine engine;
  private volatile @Nullable Thread starting;
  private volatile @Nullable Thread draining;
  private volatile Consumer<JobCount> counting = _ -> {};
  private volatile Consumer<JobEngine> working = _ -> {};
  private volatile Optional<String> obstacle = Optional.of("The node is starting");

  NodeJobs(
      Supervisor devices,
      RendererLaunch launch,
      MediaRoots roots,
      NodeModels models,
      NodeJellyfin jellyfin,
      Config config) {
    this.devices = devices;
    this.launch = launch;
    this.roots = roots;
    this.models = models;
    this.jellyfin = jellyfin;
    this.config = config;
  }

  /** Tells somebody what this node writes, from the next opening of the database on. */
  public void countBy(Consumer<JobCount> listener) {
    counting = listener;
  }

  /** Tells somebody when this node has begun to work; it ends behind whoever ends before. */
  public void onWorking(Consumer<JobEngine> listener) {
    working = listener;
  }

  /** Opens the database, and works as soon as a renderer does. */
  void begin(@Observes @Priority(AFTER_MODELS) StartupEvent start) throws InterruptedException {
    if (!config.getOptionalValue(ENABLED, Boolean.class).orElse(true)) {
      obstacle = Optional.empty();
      return;
    }
    var faults =
        FaultInjection.of(Optional.ofNullable(System.getProperty(FaultInjection.PROPERTY)));
    files = new Supervisor(SupervisorSettings.of(launch.withoutGpu()));
    var settings = JobSettings.of(System.getenv());
    roots.troubles().values().forEach(trouble -> LOG.log(Level.WARNING, trouble));
    tryToOpen(settings, faults);
    starting = Thread.ofVirtual().name("jobs-start").start(() -> openAndWork(settings, faults));
  }

  /** What is wrong with the node itself ends its start; what may pass does not. */
  private void tryToOpen(JobSettings settings, FaultInjection faults) throws InterruptedException {
    try {
      open(settings, faults);
    } catch (Conflict e) {
      throw e;
    } catch (JellyscaleException e) {
      stumble(e);
    }
  }

  private void stumble(JellyscaleException failure) {
    var reason = Optional.of(String.valueOf(failure.getMessage()));
    if (!reason.equals(obstacle)) {
      LOG.log(Level.ERROR, "Jobs stand still: {0}", failure.getMessage());
    }
    obstacle = reason;
  }

  private void open(JobSettings settings, FaultInjection faults) throws InterruptedException {
    var renderers = files;
    var data =
        models
            .data()
            .orElseThrow(() -> new Unavailable(models.obstacle().orElse("No models"), null));
    if (renderers == null) {
      throw new IllegalStateException("There are no renderers for file work");
    }
    var places = Places.ofEnvironment(System.getenv());
    var folders = new JobFolders(OwnRegistry.folders(places).work().resolve("jobs"));
    var opened =
        JobEngine.open(
            new JobEngine.Parts(
                data.nodeName(places.node()),
                settings,
                data.jobDatabase(),
                new JobEngine.Renderers(devices, renderers),
                models::registry,
                new Workshop.Places(
                    roots,
                    folders,
                    DiskFloor.of(System.getenv()),
                    jellyfin.server().map(KnownLibrary::new)),
                faults));
    opened.store().database().countBy(counting);
    engine = opened;
    obstacle = Optional.empty();
  }

  private void openAndWork(JobSettings settings, FaultInjection faults) {
    try {
      while (!goesOn(settings, faults)) {
        Thread.sleep(BETWEEN_TRIES);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The node ends before it works for jobs", e);
    }
  }

  private boolean goesOn(JobSettings settings, FaultInjection faults) throws InterruptedException {
    try {
      if (engine == null) {
        open(settings, faults);
      }
      var opened = engine;
      if (opened != null && missingSetting().isEmpty()) {
        var found = SlotDevices.of(devices);
        opened.work(found.providers(), found.lines());
        working.accept(opened);
        devices.listen(
            (slot, state) -> {
              found.changed(slot, state);
              opened.tell(found.lines());
            });
        obstacle = Optional.empty();
      }
      return true;
    } catch (JellyscaleException e) {
      stumble(e);
      return false;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Jobs cannot be begun with", e);
      obstacle = Optional.of("Jobs cannot be begun with; the log says why");
      return false;
    }
  }

  /** Takes nothing more from here on; callers are answered meanwhile. */
  void drain(@Observes @Priority(BEFORE_MODELS) ShutdownDelayInitiatedEvent end) {
    var thread = starting;
    if (thread != null) {
      thread.interrupt();
    }
    var opened = engine;
    if (opened != null && draining == null) {
      draining = Thread.ofPlatform().name("jobs-drain").daemon().start(opened::drain);
    }
  }

  /** Waits for what has begun, as long as the grace lasts, and closes everything. */
  void end(@Observes @Priority(BEFORE_MODELS) ShutdownEvent end) throws InterruptedException {
    drain(new ShutdownDelayInitiatedEvent());
    var opened = engine;
    var thread = draining;
    try {
      if (opened != null && thread != null && !thread.join(opened.grace())) {
        LOG.log(Level.WARNING, "The node ends while it still works for jobs");
      }
    } finally {
      if (opened != null) {
        opened.close();
      }
      var renderers = files;
      if (renderers != null) {
        renderers.close();
      }
    }
  }

  /**
   * All rows of jobs.
   *
   * @throws Unavailable if the database could not be opened yet; says why
   */
  public JobStore store() {
    return opened().store();
  }

  /**
   * Who is told of jobs.
   *
   * @throws Unavailable if the database could not be opened yet; says why
   */
  public Notifications notifications() {
    return opened().notifications();
  }

  private JobEngine opened() {
    var opened = engine;
    if (opened == null) {
      throw Unavailable.until(obstacle.orElse("Jobs are switched off"), BETWEEN_TRIES);
    }
    return opened;
  }

  /** Has the node look at the rows now, because something has changed; never waits. */
  public void wake() {
    var opened = engine;
    if (opened != null) {
      opened.wake();
    }
  }

  /** The folders that jobs read and write. */
  public MediaRoots roots() {
    return roots;
  }

  /**
   * Why no job can be taken on this node, and which setting changes that; empty: jobs are taken.
   */
  public Optional<String> whyNoJobs() {
    return missingSetting().or(() -> Optional.ofNullable(roots.troubles().get(MediaRoots.OUTPUT)));
  }

  /** Without its folders a node would fail the jobs of others. */
  private Optional<String> missingSetting() {
    if (roots.folders().keySet().stream().allMatch(MediaRoots.OUTPUT::equals)) {
      return Optional.of(
          "This node has no folder of videos; set %s, such as media=/srv/media"
              .formatted(MediaRoots.SOURCES));
    }
    if (!roots.folders().containsKey(MediaRoots.OUTPUT)) {
      return Optional.of(
          "This node has no folder for finished videos; set %s to one"
              .formatted(MediaRoots.OUTPUT_FOLDER));
    }
    return Optional.empty();
  }

  /**
   * Returns where jobs can be taken.
   *
   * @throws Conflict if a setting is missing, or nothing can be published; names the setting
   */
  public void requireRoots() {
    whyNoJobs()
        .ifPresent(
            reason -> {
              throw new Conflict(reason);
            });
  }

  /** Why nothing is done for jobs at this moment; empty: nothing is in the way. */
  public Optional<String> obstacle() {
    var opened = engine;
    return obstacle.or(() -> opened == null ? Optional.empty() : opened.trouble());
  }

  /** Whether this node works for jobs, and does not only answer questions about them. */
  public boolean isWorking() {
    var opened = engine;
    return opened != null && opened.isWorking();
  }
}
