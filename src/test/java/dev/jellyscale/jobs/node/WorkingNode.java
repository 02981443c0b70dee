package dev.jellyscale.jobs.node;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.Places;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.publish.errand.KnownLibrary;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.work.JobFolders;
import dev.jellyscale.jobs.work.RunningAttempts;
import dev.jellyscale.jobs.work.Workshop;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.Patience;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.TestRenderers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A node of this process with real renderers, one slot, and folders of its own but for those that
 * nodes share.
 */
public final class WorkingNode implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(4);
  private static final Rhythm QUICK = new Rhythm(Duration.ofSeconds(1), POLL, STOP);

  /** No node of a test's own process dies, and one that the machine has no time for is no dead. */
  private static final Rhythm PATIENT = new Rhythm(Duration.ofSeconds(15), POLL, STOP);

  /** Renderers are killed as soon as they usually are. */
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMillis(1_500),
          Duration.ofMillis(50),
          Duration.ofMillis(200));

  private final Supervisor devices;
  private final Supervisor files;
  private final OwnRegistry registry;
  private final RunningAttempts running;
  private final JobNode node;

  /**
   * What nodes share.
   *
   * @param folder has {@code media}
   * @param output folder of results
   * @param floor that stays free
   * @param library that {@code media} is in, if any
   */
  public record Shared(
      JobStore store, Path folder, Path output, DiskFloor floor, Optional<KnownLibrary> library) {

    /** Without a library. */
    public Shared(JobStore store, Path folder, Path output, DiskFloor floor) {
      this(store, folder, output, floor, Optional.empty());
    }

    /** Where the usual floor stays free. */
    public Shared(JobStore store, Path folder, Path output) {
      this(store, folder, output, DiskFloor.USUAL);
    }

    /**
     * Where results stand beside the work.
     *
     * @param folder has {@code media} and {@code out}
     */
    public Shared(JobStore store, Path folder) {
      this(store, folder, folder.resolve("out"));
    }

    MediaRoots roots() {
      return new MediaRoots(
          Map.of("media", folder.resolve("media"), MediaRoots.OUTPUT, output), Set.of("media"));
    }

    Path work() {
      return folder.resolve("work");
    }
  }

  /**
   * How a node works.
   *
   * @param bounds for how long its work may stand still
   * @param rhythm how often it looks and lives
   * @param faults where it fails on purpose
   */
  public record Manner(RunningAttempts.Bounds bounds, Rhythm rhythm, FaultInjection faults) {
    /** Looks often, and is soon missed. */
    public static final Manner QUICKLY =
        new Manner(RunningAttempts.Bounds.USUAL, QUICK, FaultInjection.NONE);
  }

  /**
   * What it works with.
   *
   * @param devices what is started in place of renderers of segments
   * @param files what is started in place of renderers that plan, check and join
   * @param hello how long renderers of segments are waited for
   */
  record Setup(
      UnaryOperator<RendererLaunch> devices, UnaryOperator<RendererLaunch> files, Duration hello) {
    /** Renderers. */
    static final Setup USUAL =
        new Setup(UnaryOperator.identity(), UnaryOperator.identity(), PATIENCE.start());

    Setup withDevices(UnaryOperator<RendererLaunch> others) {
      return new Setup(others, files, hello);
    }

    Setup withFiles(UnaryOperator<RendererLaunch> others) {
      return new Setup(devices, others, hello);
    }

    Setup withHello(Duration longest) {
      return new Setup(devices, files, longest);
    }

    private Patience patience() {
      return new Patience(
          hello,
          PATIENCE.opening(),
          PATIENCE.quiet(),
          PATIENCE.cancel(),
          PATIENCE.firstBackOff(),
          PATIENCE.mostBackOff());
    }
  }

  private WorkingNode(Shared shared, String name, Manner manner, Setup setup) {
    var places = new Places(shared.folder().resolve(name), shared.work(), Optional.empty());
    var own = OwnRegistry.folders(places);
    var readable = new ArrayList<>(own.readable());
    readable.addAll(shared.roots().readable());
    var launch = RendererLaunch.likeThisProcess(new Folders(own.work(), readable)).forAnErrand();
    devices = TestRenderers.supervisor(setup.devices().apply(launch), setup.patience());
    files = TestRenderers.supervisor(setup.files().apply(launch), PATIENCE);
    registry = OwnRegistry.open(places, devices, Map.of());
    var nodeName = new NodeName(name);
    var providers = Set.of(ExecutionProvider.CPU);
    var workshop =
        new Workshop(
            nodeName,
            shared.store(),
            new Workshop.Renderers(devices.videos(), files.videos(), providers),
            registry::registry,
            new Workshop.Places(
                shared.roots(),
                new JobFolders(own.work().resolve("jobs")),
                shared.floor(),
                shared.library()),
            manner.faults());
    running = new RunningAttempts(manner.bounds(), System::nanoTime);
    node =
        new JobNode(
            workshop,
            new Announcement(nodeName, "test", 1, providers, List.of("CPU")),
            running,
            manner.rhythm());
  }

  static WorkingNode start(Shared shared, String name) throws InterruptedException {
    return start(shared, name, RunningAttempts.Bounds.USUAL);
  }

  static WorkingNode start(Shared shared, String name, Setup setup) throws InterruptedException {
    var working = new WorkingNode(shared, name, patient(RunningAttempts.Bounds.USUAL), setup);
    working.node.start();
    return working;
  }

  static WorkingNode start(Shared shared, String name, RunningAttempts.Bounds bounds)
      throws InterruptedException {
    return start(shared, name, patient(bounds));
  }

  private static Manner patient(RunningAttempts.Bounds bounds) {
    return new Manner(bounds, PATIENT, FaultInjection.NONE);
  }

  /** A node that works from now on. */
  public static WorkingNode start(Shared shared, String name, Manner manner)
      throws InterruptedException {
    var working = new WorkingNode(shared, name, manner, Setup.USUAL);
    working.node.start();
    return working;
  }

  /** The supervisor of the device slot. */
  public Supervisor devices() {
    return devices;
  }

  /** The supervisor of file work. */
  public Supervisor files() {
    return files;
  }

  /** What it renders. */
  RunningAttempts running() {
    return running;
  }

  /** Its models. */
  ModelRegistry models() {
    return registry.registry();
  }

  /** Something has changed. */
  public void wake() {
    node.wake();
  }

  @Override
  public void close() {
    node.close();
    devices.close();
    files.close();
    registry.close();
  }
}
