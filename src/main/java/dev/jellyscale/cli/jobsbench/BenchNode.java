package dev.jellyscale.cli.jobsbench;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.Places;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.node.JobNode;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.JobFolders;
import dev.jellyscale.jobs.work.RunningAttempts;
import dev.jellyscale.jobs.work.Workshop;
import dev.jellyscale.models.registry.OwnRegistry;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.supervisor.Patience;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import dev.jellyscale.supervisor.Time;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node as {@code serve} makes it, but without HTTP and with all that it has in one folder. */
final class BenchNode implements AutoCloseable {
  private static final Set<ExecutionProvider> CPU = Set.of(ExecutionProvider.CPU);

  private final JobDatabase database;
  private final Supervisor devices;
  private final Supervisor files;
  private final OwnRegistry registry;
  private final JobNode node;

  /**
   * Starts to work.
   *
   * @param folder has folders {@code media} and {@code out}
   * @param renderers that render at the same time
   */
  BenchNode(Path folder, int renderers) throws InterruptedException {
    var own = folder.resolve("node-" + renderers);
    var places = new Places(own.resolve("data"), own.resolve("work"), Optional.empty());
    var roots =
        new MediaRoots(
            Map.of("media", folder.resolve("media"), MediaRoots.OUTPUT, folder.resolve("out")));
    var folders = OwnRegistry.folders(places);
    var readable = new ArrayList<>(folders.readable());
    readable.addAll(roots.readable());
    var launch = RendererLaunch.likeThisProcess(new Folders(folders.work(), readable));
    devices = supervisor(launch, renderers);
    files = supervisor(launch, 1);
    registry = OwnRegistry.open(places, devices, Map.of());
    database = JobDatabase.open(Optional.empty(), folder.resolve("jobs-" + renderers + ".db"));
    var name = new NodeName("bench");
    var workshop =
        new Workshop(
            name,
            new JobStore(database),
            new Workshop.Renderers(devices.videos(), files.videos(), CPU),
            registry::registry,
            new Workshop.Places(roots, new JobFolders(folders.work().resolve("jobs"))),
            FaultInjection.NONE);
    var announcement = new Announcement(name, ProgramVersion.VALUE, renderers, CPU, List.of("CPU"));
    var running = new RunningAttempts(RunningAttempts.Bounds.USUAL, System::nanoTime);
    node = new JobNode(workshop, announcement, running, Rhythm.USUAL);
    node.start();
  }

  private static Supervisor supervisor(RendererLaunch launch, int slots) {
    return new Supervisor(new SupervisorSettings(launch, Patience.defaults(), Time.SYSTEM, slots));
  }

  /** Its rows. */
  JobStore store() {
    return new JobStore(database);
  }

  @Override
  public void close() {
    node.close();
    devices.close();
    files.close();
    registry.close();
    database.close();
  }
}
