package dev.jellyscale.jobs.disk;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.schedule.QueueGate;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps jobs waiting for which there is no room. Jobs that have begun come first, since what they
 * have written is free again only when they are done; then the others in the order in which they
 * are asked for. A smaller one may pass a larger one that waits.
 *
 * <p>Decided by rows alone, so that all nodes come to the same sentence: each node writes down what
 * it measures ({@link DiskWatch}).
 */
public record DiskGate(JobStore store) implements QueueGate {
  /** Many times the time between two measurements. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final int MOST_JOBS = 256;

  /** More are not planned ahead: a plan grows old while its job waits. */
  private static final int MOST_WITHOUT_ROOM = 16;

  private static final Written NOTHING = new Written(0, 0, 0, false);

  @Override
  public Look look() {
    var rows = new DiskRows(store.database());
    var ledger = new DiskLedger(rows.living(Rhythm.ALIVE, FRESH));
    return new Looked(ledger, rows.written()).begun(begun());
  }

  private List<Job> begun() {
    var jobs = new ArrayList<Job>();
    for (var kind : List.of(Kind.VERIFYING, Kind.ASSEMBLING, Kind.RENDERING)) {
      store.jobs().mostUrgent(kind, MOST_JOBS).forEach(jobs::add);
    }
    return jobs;
  }

  /** One look; asked by one thread. */
  private static final class Looked implements Look {
    private final DiskLedger ledger;
    private final Map<JobId, Written> written;
    private final Map<JobId, Optional<String>> judged = new HashMap<>();
    private final Optional<String> closed;
    private int withoutRoom;

    Looked(DiskLedger ledger, Map<JobId, Written> written) {
      this.ledger = ledger;
      this.written = written;
      closed = ledger.closed();
    }

    Looked begun(List<Job> jobs) {
      jobs.stream().filter(this::hasBegun).forEach(this::judge);
      return this;
    }

    private boolean hasBegun(Job job) {
      return job.state().kind() != Kind.RENDERING
          || written.getOrDefault(job.id(), NOTHING).begun();
    }

    private Optional<String> judge(Job job) {
      var known = judged.get(job.id());
      if (known != null) {
        return known;
      }
      var reason =
          DiskForecast.of(job, written.getOrDefault(job.id(), NOTHING)).flatMap(ledger::give);
      judged.put(job.id(), reason);
      withoutRoom += reason.isPresent() ? 1 : 0;
      return reason;
    }

    @Override
    public Optional<String> reason(Job job) {
      return switch (job.state()) {
        case JobState.Queued _ -> closed.or(this::behindOthers);
        case JobState.Rendering _, JobState.Assembling _, JobState.Verifying _ -> judge(job);
        case JobState.Planning _,
            JobState.Paused _,
            JobState.Published _,
            JobState.Cancelled _,
            JobState.Failed _ ->
            Optional.empty();
      };
    }

    private Optional<String> behindOthers() {
      return withoutRoom < MOST_WITHOUT_ROOM
          ? Optional.empty()
          : Optional.of("Waits behind %d jobs for which there is no room".formatted(withoutRoom));
    }
  }
}
