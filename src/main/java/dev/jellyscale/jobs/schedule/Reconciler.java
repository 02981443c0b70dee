package dev.jellyscale.jobs.schedule;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.schedule.View.JobView;
import dev.jellyscale.jobs.store.JobStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the scheduler's table fit the rows, again and again. Every node does it; what two of them
 * do at once is done once.
 */
public final class Reconciler {
  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

  /** A node that was silent for longer takes nothing. */
  private static final Duration ALIVE = Duration.ofSeconds(20);

  /** More than nodes could begin with at once. */
  private static final int MOST_JOBS = 64;

  private static final List<Kind> ACTIVE =
      List.of(Kind.PLANNING, Kind.RENDERING, Kind.ASSEMBLING, Kind.VERIFYING, Kind.QUEUED);

  private final JobStore store;
  private final Executions executions;
  private final String node;
  private final Gate gate;

  /**
   * @param node who reconciles, for the history
   * @param gate what keeps jobs from beginning or going on
   */
  public Reconciler(JobStore store, Executions executions, String node, Gate gate) {
    this.store = store;
    this.executions = executions;
    this.node = node;
    this.gate = gate;
  }

  /**
   * Looks once and does what is to be done.
   *
   * @return whether anything was
   * @throws JellyscaleException.Unavailable if the database does not answer; the next look goes on
   */
  public boolean reconcile() {
    var actions = Reconciliation.decide(view());
    actions.forEach(this::apply);
    return !actions.isEmpty();
  }

  /** Rows first: what the table no longer has then was ended by somebody, and its rows tell so. */
  private View view() {
    var nodes = store.nodes().seenWithin(ALIVE);
    var jobs = jobs(nodes.stream().mapToInt(WorkerNode::slots).sum());
    return new View(
        store.database().clock().instant(),
        store.queue().state().paused(),
        nodes,
        jobs,
        executions.standing());
  }

  private List<JobView> jobs(int slots) {
    var begun =
        Stream.concat(store.segments().running().stream(), store.segments().rendered().stream())
            .toList();
    var found = new LinkedHashMap<JobId, Job>();
    for (var kind : ACTIVE) {
      store.jobs().mostUrgent(kind, MOST_JOBS).forEach(job -> found.put(job.id(), job));
    }
    begun.forEach(segment -> find(segment.key().job(), found));
    var look = gate.look();
    return found.values().stream().map(job -> view(job, begun, slots, look)).toList();
  }

  private void find(JobId id, Map<JobId, Job> found) {
    if (!found.containsKey(id)) {
      store.jobs().find(id).ifPresent(job -> found.put(id, job));
    }
  }

  private JobView view(Job job, List<Segment> begun, int slots, Gate.Look look) {
    var open = new ArrayList<Segment>();
    begun.stream().filter(segment -> segment.key().job().equals(job.id())).forEach(open::add);
    boolean allDone = false;
    if (job.state().kind() == Kind.RENDERING) {
      open.addAll(store.segments().ready(job.id(), slots + 2));
      allDone = open.isEmpty() && isComplete(job.id());
    }
    return new JobView(job, List.copyOf(open), allDone, look.reason(job));
  }

  private boolean isComplete(JobId job) {
    return store.segments().tally(job).segments().keySet().equals(Set.of(SegmentState.Kind.DONE));
  }

  private void apply(Action action) {
    switch (action) {
      case Action.Schedule(var key, int priority) -> executions.schedule(key, priority);
      case Action.Withdraw(var key) -> executions.withdraw(key);
      case Action.Lose(Attempt attempt) -> {
        if (store.segmentWork().lost(attempt, cause("nobody is at it any more"))) {
          LOG.log(Level.WARNING, "Segment {0} was lost with {1}", attempt, attempt.node());
        }
      }
      case Action.Assemble(JobId job) -> store.moves().assemble(job, cause("all segments done"));
      case Action.Wait(JobId job, var why) -> store.jobs().waits(job, why);
    }
  }

  private Cause cause(String why) {
    return new Cause(node, why);
  }
}
