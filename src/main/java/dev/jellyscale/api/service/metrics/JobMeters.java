package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.progress.JobCount;
import dev.jellyscale.metrics.NodeMeter;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Counts what this node does for jobs. The jobs themselves are those of the database, so nodes that
 * share one tell the same of them.
 */
@Singleton
class JobMeters {
  private static final System.Logger LOG = System.getLogger(JobMeters.class.getName());

  /** Before anything is done for jobs. */
  private static final int FIRST = 1;

  private final NodeMeters meters;
  private final NodeJobs jobs;
  private final AtomicBoolean failing = new AtomicBoolean();

  JobMeters(NodeMeters meters, NodeJobs jobs) {
    this.meters = meters;
    this.jobs = jobs;
  }

  void begin(@Observes @Priority(FIRST) StartupEvent start) {
    jobs.countBy(this::count);
  }

  /** Counts what was written to the database. */
  void count(JobCount count) {
    switch (count) {
      case JobCount.Planned(var waited) -> meters.time(NodeMeter.JOB_WAIT, waited);
      case JobCount.SegmentDone(var model, long frames) -> {
        var label = meters.label(model);
        meters.add(NodeMeter.JOB_SEGMENTS, 1, label, "done");
        meters.add(NodeMeter.JOB_FRAMES, (double) frames, label);
      }
      case JobCount.SegmentFailed(var model) ->
          meters.add(NodeMeter.JOB_SEGMENTS, 1, meters.label(model), "failed");
      case JobCount.NotificationsEnded(var state, int notifications) ->
          meters.add(NodeMeter.NOTIFICATIONS, notifications, QueueMeters.word(state));
    }
  }

  /** Looks at the jobs. A database that does not answer has none to tell of. */
  void look() {
    meters.show(NodeMeter.JOBS, rows(() -> jobs.store().jobs().counts()));
  }

  /** Other figures are told also where those of jobs cannot be had, whatever the reason. */
  List<Row<?>> rows(Supplier<Map<JobState.Kind, Integer>> jobsOfStates) {
    Map<JobState.Kind, Integer> counts;
    try {
      counts = jobsOfStates.get();
      failing.set(false);
    } catch (Unavailable _) {
      return List.of();
    } catch (RuntimeException e) {
      // Somebody asks every few seconds.
      if (!failing.getAndSet(true)) {
        LOG.log(Level.WARNING, "Figures of jobs cannot be told for now", e);
      }
      return List.of();
    }
    var rows = new ArrayList<Row<?>>();
    for (var state : JobState.Kind.values()) {
      rows.add(
          NodeMeters.row(NodeMeter.JOBS, counts.getOrDefault(state, 0), QueueMeters.word(state)));
    }
    return rows;
  }
}
