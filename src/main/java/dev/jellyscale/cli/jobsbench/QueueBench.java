package dev.jellyscale.cli.jobsbench;

import dev.jellyscale.cli.jobsbench.JobsBenchReport.Looks;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.node.JobNode;
import dev.jellyscale.jobs.schedule.Executions;
import dev.jellyscale.jobs.schedule.Reconciler;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.protocol.job.VideoWish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** How long one look at a queue takes, gates and all, which each node has about once a second. */
record QueueBench(Path folder) {
  private static final Cause CAUSE = new Cause("bench", "");
  private static final int LOOKS = 40;
  private static final long FREE = 1L << 40;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  /** Measures with so many jobs that wait. */
  Looks measure(int queued) {
    var file = folder.resolve("queue-" + queued + ".db");
    try (var database = JobDatabase.open(Optional.empty(), file)) {
      var store = new JobStore(database);
      for (int i = 0; i < queued; i++) {
        store.jobs().create(request(i), CAUSE);
      }
      announce(store);
      var executions = new Executions(database.dataSource(), database.clock());
      var reconciler = new Reconciler(store, executions, "bench", JobNode.gate(store));
      // The first looks schedule what the slots can take; those that follow are like all others.
      reconciler.reconcile();
      reconciler.reconcile();
      return measure(queued, reconciler);
    }
  }

  private static Looks measure(int queued, Reconciler reconciler) {
    var times = new double[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long begin = System.nanoTime();
      reconciler.reconcile();
      times[i] = (System.nanoTime() - begin) / NANOS_PER_MILLISECOND;
    }
    Arrays.sort(times);
    return new Looks(queued, times[LOOKS / 2], times[LOOKS - 1]);
  }

  private static void announce(JobStore store) {
    var name = new NodeName("bench");
    var announcement =
        new Announcement(
            name, ProgramVersion.VALUE, 2, Set.of(ExecutionProvider.CPU), List.of("none"));
    store.nodes().started(announcement, new Boot(name, "bench"), Duration.ZERO);
    new DiskRows(store.database())
        .measured(new NodeDisk(name, OptionalLong.of(FREE), Optional.empty(), 0));
  }

  private static JobRequest request(int number) {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:" + number + ".mkv"),
            RootedPath.parse("output:" + number + ".mkv"),
            new ModelId("swift-x2"),
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty()),
            Optional.empty(),
            OptionalInt.empty());
    return new JobRequest(recipe, JobRequest.USUAL, Optional.empty(), "bench", Optional.empty());
  }
}
