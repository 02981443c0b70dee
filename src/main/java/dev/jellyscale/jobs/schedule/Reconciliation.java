package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.schedule.View.JobView;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what the scheduler should hold, by nothing but what the rows say: so whatever was
 * forgotten, lost or done twice is put right by deciding again. A pure function.
 *
 * <p>Jobs come in the order of their priorities, then of their age; segments in the order of their
 * frames. Not more is scheduled than the slots of living nodes can take next, so that a job which
 * becomes urgent overtakes all but what runs.
 */
final class Reconciliation {
  /** Executions that wait beside those at work, so that no slot waits for a decision. */
  private static final int AHEAD = 2;

  private static final Comparator<JobView> ORDER =
      Comparator.<JobView>comparingInt(view -> -view.job().priority())
          .thenComparing(view -> view.job().createdAt())
          .thenComparing(view -> view.job().id().toString());

  private final View view;
  private final Map<ExecutionKey, Integer> wanted = new LinkedHashMap<>();
  private final Map<ExecutionProvider, Integer> room = new EnumMap<>(ExecutionProvider.class);
  private final Set<ExecutionKey> standing;
  private final List<Action> actions = new ArrayList<>();

  private Reconciliation(View view) {
    this.view = view;
    standing =
        view.executions().stream()
            .map(StandingExecution::key)
            .collect(Collectors.toUnmodifiableSet());
    for (var provider : ExecutionProvider.values()) {
      int slots = slots(provider);
      room.put(provider, slots == 0 ? 0 : slots + AHEAD);
    }
  }

  /** What is to be done, in this order. */
  static List<Action> decide(View view) {
    return new Reconciliation(view).actions();
  }

  private int slots(ExecutionProvider provider) {
    return view.nodes().stream()
        .filter(node -> !node.draining() && node.providers().contains(provider))
        .mapToInt(WorkerNode::slots)
        .sum();
  }

  private List<Action> actions() {
    view.jobs().stream().sorted(ORDER).forEach(this::consider);
    for (var execution : view.executions()) {
      var priority = wanted.get(execution.key());
      if (!execution.picked() && (priority == null || priority != execution.priority())) {
        actions.add(new Action.Withdraw(execution.key()));
      }
    }
    wanted.forEach(this::scheduleWhereMissing);
    return List.copyOf(actions);
  }

  private void scheduleWhereMissing(ExecutionKey key, int priority) {
    boolean fits =
        view.executions().stream()
            .anyMatch(one -> one.key().equals(key) && (one.picked() || one.priority() == priority));
    if (!fits) {
      actions.add(new Action.Schedule(key, priority));
    }
  }

  private void consider(JobView job) {
    loseWhatNobodyDoes(job);
    var waiting = waiting(job);
    if (!waiting.equals(job.job().waiting())) {
      actions.add(new Action.Wait(job.job().id(), waiting));
    }
    if (waiting.isEmpty()) {
      go(job);
    }
  }

  /** A node that died without a word leaves rows that say it is at work. */
  private void loseWhatNobodyDoes(JobView job) {
    for (var segment : job.open()) {
      if (segment.state() instanceof SegmentState.Running(int attempt, var node)
          && job.job()
              .plan()
              .map(plan -> !standing.contains(rendering(plan, segment)))
              .orElse(true)) {
        actions.add(new Action.Lose(new Attempt(segment.key(), attempt, node)));
      }
    }
  }

  private static ExecutionKey rendering(JobPlan plan, Segment segment) {
    return ExecutionKey.of(ExecutionKind.rendering(plan.rendering().provider()), segment.key());
  }

  private Optional<String> waiting(JobView view) {
    return switch (view.job().state()) {
      case JobState.Active _ when this.view.paused() -> Optional.of("The queue is paused");
      case JobState.Queued _ -> view.gate();
      case JobState.Rendering _ -> view.gate().or(() -> withoutWorker(view.job()));
      default -> Optional.empty();
    };
  }

  private Optional<String> withoutWorker(Job job) {
    return job.plan()
        .map(plan -> plan.rendering().provider())
        .filter(provider -> slots(provider) == 0)
        .map(provider -> "No node that lives and takes work has " + provider);
  }

  private void go(JobView view) {
    var job = view.job();
    switch (job.state()) {
      case JobState.Queued _ -> begin(job);
      case JobState.Planning _ -> want(ExecutionKey.of(ExecutionKind.PLAN, job.id()), job);
      case JobState.Rendering _ -> render(view);
      case JobState.Assembling _, JobState.Verifying _ ->
          want(ExecutionKey.of(ExecutionKind.ASSEMBLE, job.id()), job);
      default -> {}
    }
  }

  private void want(ExecutionKey key, Job job) {
    wanted.put(key, job.priority());
  }

  /** A job is planned when its first segment could begin soon; by which provider is not known. */
  private void begin(Job job) {
    var soonest =
        room.entrySet().stream()
            .filter(entry -> job.recipe().provider().map(entry.getKey()::equals).orElse(true))
            .filter(entry -> entry.getValue() > 0)
            .max(Map.Entry.comparingByValue());
    if (soonest.isPresent()) {
      room.merge(soonest.get().getKey(), -1, Integer::sum);
      want(ExecutionKey.of(ExecutionKind.PLAN, job.id()), job);
    }
  }

  private void render(JobView view) {
    var job = view.job();
    if (view.allDone()) {
      actions.add(new Action.Assemble(job.id()));
      return;
    }
    for (var segment : view.open()) {
      switch (segment.state()) {
        case SegmentState.Rendered _ ->
            want(ExecutionKey.of(ExecutionKind.CHECK, segment.key()), job);
        case SegmentState.Pending(var notBefore) when !notBefore.isAfter(this.view.now()) ->
            wantRendered(job, segment);
        case SegmentState.Running _ -> wantRendered(job, segment);
        default -> {}
      }
    }
  }

  private void wantRendered(Job job, Segment segment) {
    var plan = job.plan().orElseThrow();
    var provider = plan.rendering().provider();
    if (room.getOrDefault(provider, 0) > 0) {
      room.merge(provider, -1, Integer::sum);
      want(rendering(plan, segment), job);
    }
  }
}
