package dev.jellyscale.api.v1.view;

import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.view.JobView.Beside;
import dev.jellyscale.api.v1.view.JobView.FaultView;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.Tally;
import dev.jellyscale.jobs.disk.DiskForecast;
import dev.jellyscale.jobs.progress.CurrentSegment;
import dev.jellyscale.jobs.progress.JobProgress;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes views of rows. */
@Singleton
public class JobViews {
  private final NodeJobs jobs;

  JobViews(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** All of a job. */
  public JobView whole(Job job) {
    var progress = progress(List.of(job), jobs.store().segments().running());
    return JobView.of(
        job,
        new Beside(
            Optional.ofNullable(progress.get(job.id())),
            disk(job),
            jobs.store().published().find(job.id())));
  }

  /** Makes lines of a list; however long it is, what is told of its segments is asked for once. */
  public Function<Job, JobView> lines(List<Job> list) {
    var unfinished =
        list.stream().filter(job -> job.state() instanceof JobState.Unfinished).toList();
    var progress =
        unfinished.isEmpty()
            ? Map.<JobId, ProgressView>of()
            : progress(unfinished, jobs.store().segments().running());
    return job ->
        JobView.of(
            job,
            new Beside(
                Optional.ofNullable(progress.get(job.id())), Optional.empty(), Optional.empty()));
  }

  private Optional<DiskForecast> disk(Job job) {
    if (job.plan().isEmpty() || job.state().kind().isFinal()) {
      return Optional.empty();
    }
    return DiskForecast.of(job, new DiskRows(jobs.store().database()).written(job.id()));
  }

  /**
   * How far jobs are; those that were never planned are missing.
   *
   * @param running segments of all jobs that are being rendered
   */
  public Map<JobId, ProgressView> progress(List<Job> list, List<Segment> running) {
    var planned =
        list.stream()
            .filter(job -> job.plan().isPresent())
            .map(Job::id)
            .collect(Collectors.toUnmodifiableSet());
    var rows = jobs.store().segments();
    var tallies = rows.tallies(planned);
    var devices = rows.devices(planned);
    var current = running.stream().collect(Collectors.groupingBy(one -> one.key().job()));
    var now = jobs.store().database().clock().instant();
    var views = new HashMap<JobId, ProgressView>();
    for (var id : planned) {
      var tally = tallies.getOrDefault(id, Tally.NONE);
      var progress = JobProgress.of(tally, current.getOrDefault(id, List.of()), now);
      views.put(id, ProgressView.of(progress, tally, devices.getOrDefault(id, List.of())));
    }
    return views;
  }

  /**
   * A segment.
   *
   * @param now by the database's clock
   */
  public static SegmentView segment(Segment segment, Instant now) {
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
        fps(segment, now),
        state instanceof SegmentState.Failed failed
            ? Optional.of(FaultView.of(failed.fault()))
            : Optional.empty());
  }

  /** At which it is being rendered, or was. */
  private static Optional<Double> fps(Segment segment, Instant now) {
    var made =
        file(segment.state())
            .filter(file -> file.seconds() > 0)
            .map(file -> segment.frames().frames() / file.seconds());
    return made.or(() -> CurrentSegment.of(segment, now).map(CurrentSegment::framesPerSecond))
        .filter(fps -> fps > 0)
        .map(ProgressView::rounded);
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
