package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.schedule.ExecutionRunner.Rhythm;
import dev.jellyscale.jobs.schedule.View.Circumstances;
import dev.jellyscale.jobs.schedule.View.JobView;
import dev.jellyscale.jobs.store.JobRows.Urgency;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.model.ModelId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at as many rows as a decision needs, and at not more, however many jobs there are: what is
 * under way or scheduled; and of the others, in the order of their urgency, until there are enough
 * that may go on. Where the most urgent ones may not, by a window, a disk or a device that is
 * missing, one look reads a bounded number of them, and the next one reads on behind them: so none
 * is starved by others that wait. Not thread-safe.
 */
final class Survey {
  private static final List<Kind> ACTIVE =
      List.of(Kind.PLANNING, Kind.RENDERING, Kind.ASSEMBLING, Kind.VERIFYING, Kind.QUEUED);

  /** Jobs of one state that are read at a time. */
  static final int PAGE = 64;

  /** Pages of one state that one look reads on behind those that it read before. */
  static final int PAGES = 4;

  private final JobStore store;
  private final Executions executions;
  private final QueueGate gate;
  private final Map<Kind, Urgency> readTo = new EnumMap<>(Kind.class);

  Survey(JobStore store, Executions executions, QueueGate gate) {
    this.store = store;
    this.executions = executions;
    this.gate = gate;
  }

  /** Rows first: what the table no longer has then was ended by somebody, and its rows tell so. */
  View view() {
    var now =
        new Circumstances(
            store.database().clock().instant(),
            store.queue().state().paused(),
            store.nodes().seenWithin(Rhythm.ALIVE),
            store.modelLimits().all());
    var look = new Look(now, begun());
    var known = executions.standing();
    look.readBegun(known);
    ACTIVE.forEach(look::read);
    return new View(now, List.copyOf(look.found.values()), judged(known, look.found.keySet()));
  }

  /** Of what was scheduled meanwhile by others, that for jobs which were not seen is not judged. */
  private List<StandingExecution> judged(List<StandingExecution> known, Set<JobId> seen) {
    var keys = known.stream().map(StandingExecution::key).collect(Collectors.toSet());
    return executions.standing().stream()
        .filter(one -> keys.contains(one.key()) || seen.contains(one.key().job()))
        .toList();
  }

  private Map<JobId, List<Segment>> begun() {
    var begun = new LinkedHashMap<JobId, List<Segment>>();
    for (var segments : List.of(store.segments().running(), store.segments().rendered())) {
      for (var segment : segments) {
        begun.computeIfAbsent(segment.key().job(), _ -> new ArrayList<>()).add(segment);
      }
    }
    return begun;
  }

  /** One look. */
  private final class Look {
    private final Map<JobId, JobView> found = new LinkedHashMap<>();
    private final QueueGate.Look gates = gate.look();
    private final Map<JobId, List<Segment>> begun;
    private final Circumstances now;
    private final Map<ModelId, Integer> free;
    private ProviderRoom room;
    private final int enough;
    private int steps;

    Look(Circumstances now, Map<JobId, List<Segment>> begun) {
      this.now = now;
      this.begun = begun;
      free = new HashMap<>(now.limits());
      room = new ProviderRoom(now);
      enough = now.nodes().stream().mapToInt(WorkerNode::slots).sum() + Reconciliation.AHEAD;
    }

    /** What is under way or scheduled is seen in any case: what is not seen, is not wanted. */
    void readBegun(List<StandingExecution> known) {
      begun.keySet().forEach(this::readOne);
      known.forEach(one -> readOne(one.key().job()));
    }

    private void readOne(JobId id) {
      if (!found.containsKey(id)) {
        store.jobs().find(id).ifPresent(this::see);
      }
    }

    /** The most urgent jobs of a state, then, where they may not go on, more behind them. */
    void read(Kind kind) {
      steps = 0;
      room = new ProviderRoom(now);
      var next = page(kind, Optional.empty());
      var from = Optional.ofNullable(readTo.remove(kind)).or(() -> next);
      for (int page = 0; page < PAGES && from.isPresent() && steps < enough; page++) {
        from = page(kind, from);
      }
      if (steps < enough) {
        from.ifPresent(urgency -> readTo.put(kind, urgency));
      }
    }

    /** Where the next page begins; empty where there is none. */
    private Optional<Urgency> page(Kind kind, Optional<Urgency> after) {
      var jobs = store.jobs().mostUrgent(kind, after, PAGE);
      jobs.forEach(this::see);
      return jobs.size() < PAGE ? Optional.empty() : Optional.of(Urgency.of(jobs.getLast()));
    }

    private void see(Job job) {
      if (!found.containsKey(job.id())) {
        var view = view(job, gates.reason(job));
        found.put(job.id(), view);
        steps += view.gate().isPresent() ? 0 : steps(view);
      }
    }

    /** How much may be begun for a job now. */
    private int steps(JobView view) {
      var job = view.job();
      return switch (job.state().kind()) {
        case QUEUED -> planned(job);
        case RENDERING -> view.allDone() ? 1 : ready(view);
        case PLANNING, ASSEMBLING, VERIFYING, PAUSED, PUBLISHED, CANCELLED, FAILED -> 1;
      };
    }

    /** Jobs that wait for the same slot are not enough for the others. */
    private int planned(Job job) {
      var model = job.recipe().model();
      if (free.getOrDefault(model, 1) <= 0 || !room.takeAny(job.recipe().provider())) {
        return 0;
      }
      free.computeIfPresent(model, (_, left) -> left - 1);
      return 1;
    }

    private int ready(JobView view) {
      var job = view.job();
      var model = job.recipe().model();
      int most = Math.clamp(free.getOrDefault(model, enough), 0, view.open().size());
      int ready = job.plan().map(plan -> room.take(plan.rendering().provider(), most)).orElse(0);
      free.computeIfPresent(model, (_, left) -> left - ready);
      return ready;
    }

    private JobView view(Job job, Optional<String> reason) {
      var open = new ArrayList<>(begun.getOrDefault(job.id(), List.of()));
      boolean allDone = false;
      if (job.state().kind() == Kind.RENDERING) {
        if (reason.isEmpty()) {
          open.addAll(store.segments().ready(job.id(), enough));
        }
        allDone = open.isEmpty() && store.segments().allDone(job.id());
      }
      return new JobView(job, List.copyOf(open), allDone, reason);
    }
  }
}
