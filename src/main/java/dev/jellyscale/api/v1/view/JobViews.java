package dev.jellyscale.api.v1.view;

import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.view.JobView.FaultView;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.disk.DiskForecast;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes views of rows. */
@Singleton
public class JobViews {
  private final NodeJobs jobs;

  JobViews(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** All of a job. */
  public JobView whole(Job job) {
    return JobView.of(job, progress(job), disk(job));
  }

  /** A job in a list. */
  public JobView line(Job job) {
    return JobView.of(
        job,
        job.state() instanceof JobState.Unfinished ? progress(job) : Optional.empty(),
        Optional.empty());
  }

  private Optional<DiskForecast> disk(Job job) {
    if (job.plan().isEmpty() || job.state().kind().isFinal()) {
      return Optional.empty();
    }
    return DiskForecast.of(job, new DiskRows(jobs.store().database()).written(job.id()));
  }

  /** How far a job is; empty where it was never planned. */
  public Optional<ProgressView> progress(Job job) {
    if (job.plan().isEmpty()) {
      return Optional.empty();
    }
    var segments = jobs.store().segments();
    var tally = segments.tally(job.id());
    int running = tally.segments().getOrDefault(SegmentState.Kind.RUNNING, 0);
    return Optional.of(ProgressView.of(tally, running, segments.devices(job.id())));
  }

  /** A segment. */
  public static SegmentView segment(Segment segment) {
    var state = segment.state();
    var attempt = segment.attempt();
    return new SegmentView(
        segment.key().number(),
        StateWord.of(state.kind()),
        segment.frames().first(),
        segment.frames().frames(),
        segment.progress().map(Segment.Progress::frames),
        segment.attempts(),
        segment.failures(),
        attempt.map(begun -> begun.node().value()),
        file(state).map(SegmentState.RenderedFile::device),
        file(state).map(SegmentState.RenderedFile::seconds),
        file(state)
            .filter(made -> made.seconds() > 0)
            .map(made -> segment.frames().frames() / made.seconds()),
        state instanceof SegmentState.Failed failed
            ? Optional.of(FaultView.of(failed.fault()))
            : Optional.empty());
  }

  private static Optional<SegmentState.RenderedFile> file(SegmentState state) {
    return switch (state) {
      case SegmentState.Rendered rendered -> Optional.of(rendered.file());
      case SegmentState.Done done -> Optional.of(done.file());
      case SegmentState.Pending _, SegmentState.Running _, SegmentState.Failed _ ->
          Optional.empty();
    };
  }

  /** An entry of a history. */
  public static HistoryView entry(HistoryEntry entry) {
    return new HistoryView(
        entry.number(),
        entry.at(),
        entry.segment(),
        Optional.of(StateWord.of(entry.from())).filter(from -> !from.isEmpty()),
        StateWord.of(entry.to()),
        entry.cause().by(),
        Wording.of(entry.cause().why()));
  }
}
