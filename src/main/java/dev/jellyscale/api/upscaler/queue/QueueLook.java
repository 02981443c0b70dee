package dev.jellyscale.api.upscaler.queue;

import dev.jellyscale.api.upscaler.process.JobTaking;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the queue. */
@Singleton
class QueueLook {
  private static final int MOST_UNFINISHED = 500;
  private static final int MOST_ENDED = 20;
  private static final Set<Kind> WAITING = EnumSet.of(Kind.QUEUED, Kind.PAUSED);
  private static final Set<Kind> AT_WORK =
      EnumSet.of(Kind.PLANNING, Kind.RENDERING, Kind.ASSEMBLING, Kind.VERIFYING);

  private final NodeJobs jobs;
  private final JobTaking taking;

  QueueLook(NodeJobs jobs, JobTaking taking) {
    this.jobs = jobs;
    this.taking = taking;
  }

  /** How it stands. */
  QueueAnswer answer() {
    var rows = jobs.store().owners();
    var counts = rows.counts(Optional.empty());
    var unfinished = rows.unfinished(Optional.empty(), MOST_UNFINISHED);
    var active = unfinished.stream().filter(job -> !isWaiting(job.state())).toList();
    var begun = rows.begun(active.stream().map(Job::id).collect(Collectors.toSet()));
    var now = jobs.store().database().clock().instant();
    return new QueueAnswer(
        true,
        new QueueAnswer.Queue(
            jobs.store().queue().state().paused(),
            sum(counts, WAITING),
            sum(counts, AT_WORK),
            counts.getOrDefault(Kind.PUBLISHED, 0),
            taking.mostWaiting(),
            unfinished.stream()
                .filter(job -> isWaiting(job.state()))
                .map(QueueAnswer.Pending::of)
                .toList(),
            active.stream()
                .map(
                    job ->
                        QueueAnswer.Active.of(
                            job, begun.getOrDefault(job.id(), job.createdAt()), now))
                .toList(),
            rows.finished(Optional.empty(), MOST_ENDED).stream()
                .map(QueueAnswer.Ended::of)
                .toList()));
  }

  private static boolean isWaiting(JobState state) {
    return WAITING.contains(state.kind());
  }

  private static int sum(Map<Kind, Integer> counts, Set<Kind> kinds) {
    return kinds.stream().mapToInt(kind -> counts.getOrDefault(kind, 0)).sum();
  }
}
