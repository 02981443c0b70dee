package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.schedule.View.JobView;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
  static final int AHEAD = 2;

  private static final Comparator<JobView> ORDER =
      Comparator.<JobView>comparingInt(view -> -view.job().priority())
          .thenComparing(view -> view.job().createdAt())
          .thenComparing(view -> view.job().id().toString());

  private final View view;
  private final Map<ExecutionKey, Integer> wanted = new LinkedHashMap<>();
  private final ProviderRoom room;
  private final Map<ModelId, Integer> modelRoom;
  private final Set<ExecutionKey> standing;
  private final List<Action> actions = new ArrayList<>();

  private Reconciliation(View view) {
    this.view = view;
    standing =
        view.executions().stream()
            .map(StandingExecution::key)
            .collect(Collectors.toUnmodifiableSet());
    room = new ProviderRoom(view.now());
    modelRoom = new HashMap<>(view.now().limits());
    view.jobs().forEach(this::takeModelRoom);
  }

  /** What runs has its place, however little urgent it is. */
  private void takeModelRoom(JobView job) {
    int running = (int) job.open().stream().filter(Reconciliation::isRunning).count();
    modelRoom.computeIfPresent(job.job().recipe().model(), (_, free) -> free - running);
  }

  private static boolean isRunning(Segment segment) {
    return segment.state() instanceof SegmentState.Running;
  }

  /** What is to be done, in this order. */
  static List<Action> decide(View view) {
    return new Reconciliation(view).actions();
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
    if (!view.now().paused()) {
      go(job, waiting.isEmpty());
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

  /** A job whose segments all rest has said why when they began to. */
  private Optional<String> waiting(JobView seen) {
    var job = seen.job();
    return switch (job.state()) {
      case JobState.Active _ when view.now().paused() -> Optional.of("The queue is paused");
      case JobState.Queued _ ->
          seen.gate()
              .or(() -> withoutWorker(job.recipe().provider()))
              .or(() -> hasModelRoom(job) ? Optional.empty() : atLimit(job));
      case JobState.Rendering _ when !seen.allDone() ->
          seen.gate()
              .or(() -> withoutWorker(job.plan().map(plan -> plan.rendering().provider())))
              .or(() -> atLimit(seen))
              .or(() -> seen.open().isEmpty() ? job.waiting() : Optional.empty());
      case JobState.Assembling _, JobState.Verifying _ -> seen.gate();
      case JobState.Planning _,
          JobState.Rendering _,
          JobState.Paused _,
          JobState.Published _,
          JobState.Cancelled _,
          JobState.Failed _ ->
          Optional.empty();
    };
  }

  private Optional<String> withoutWorker(Optional<ExecutionProvider> wanted) {
    return wanted
        .filter(provider -> view.now().slots(provider) == 0)
        .map(provider -> "No node that lives and takes work has " + provider);
  }

  private Optional<String> atLimit(JobView seen) {
    return seen.open().stream().anyMatch(this::isReady)
            && seen.open().stream().noneMatch(Reconciliation::isRunning)
            && !hasModelRoom(seen.job())
        ? atLimit(seen.job())
        : Optional.empty();
  }

  private Optional<String> atLimit(Job job) {
    var model = job.recipe().model();
    return Optional.of(
        "Model '%s' renders as many segments as it may, %d at a time"
            .formatted(model, view.now().limits().get(model)));
  }

  private boolean hasModelRoom(Job job) {
    return modelRoom.getOrDefault(job.recipe().model(), 1) > 0;
  }

  private boolean isReady(Segment segment) {
    return segment.state() instanceof SegmentState.Pending(var notBefore)
        && !notBefore.isAfter(view.now().time());
  }

  /** What is rendered is checked even where nothing more may begin. */
  private void go(JobView seen, boolean mayBegin) {
    var job = seen.job();
    switch (job.state()) {
      case JobState.Queued _ when mayBegin -> begin(job);
      case JobState.Planning _ -> want(ExecutionKey.of(ExecutionKind.PLAN, job.id()), job);
      case JobState.Rendering _ -> render(seen, mayBegin);
      case JobState.Assembling _, JobState.Verifying _ when mayBegin ->
          want(ExecutionKey.of(ExecutionKind.ASSEMBLE, job.id()), job);
      case JobState.Queued _,
          JobState.Assembling _,
          JobState.Verifying _,
          JobState.Paused _,
          JobState.Published _,
          JobState.Cancelled _,
          JobState.Failed _ -> {}
    }
  }

  private void want(ExecutionKey key, Job job) {
    wanted.put(key, job.priority());
  }

  /** A job is planned when its first segment could begin soon; by which provider is not known. */
  private void begin(Job job) {
    if (room.takeAny(job.recipe().provider()) && takesModelRoom(job)) {
      want(ExecutionKey.of(ExecutionKind.PLAN, job.id()), job);
    }
  }

  private void render(JobView seen, boolean mayBegin) {
    var job = seen.job();
    if (seen.allDone()) {
      actions.add(new Action.Assemble(job.id()));
      return;
    }
    for (var segment : seen.open()) {
      switch (segment.state()) {
        case SegmentState.Rendered _ ->
            want(ExecutionKey.of(ExecutionKind.CHECK, segment.key()), job);
        case SegmentState.Pending _ when mayBegin && isReady(segment) && takesModelRoom(job) ->
            wantRendered(job, segment);
        case SegmentState.Running _ -> wantRendered(job, segment);
        case SegmentState.Pending _, SegmentState.Done _, SegmentState.Failed _ -> {}
      }
    }
  }

  private boolean takesModelRoom(Job job) {
    boolean hasRoom = hasModelRoom(job);
    if (hasRoom) {
      modelRoom.computeIfPresent(job.recipe().model(), (_, free) -> free - 1);
    }
    return hasRoom;
  }

  private void wantRendered(Job job, Segment segment) {
    var plan = job.plan().orElseThrow();
    if (room.take(plan.rendering().provider(), 1) == 1) {
      want(rendering(plan, segment), job);
    }
  }
}
