package dev.jellyscale.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.SegmentState.RenderedFile;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.schedule.View.JobView;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.protocol.job.SegmentFile;
import dev.jellyscale.protocol.job.VideoWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final NodeName NODE = new NodeName("here");
  private static final RenderedFile FILE =
      new RenderedFile(new SegmentFile(1, "0".repeat(64), "0".repeat(64), 1), 1, "CPU");

  private final List<JobView> jobs = new ArrayList<>();
  private final List<StandingExecution> executions = new ArrayList<>();
  private List<WorkerNode> nodes = List.of(node(2, ExecutionProvider.CPU));
  private final Map<ModelId, Integer> limits = new HashMap<>();
  private boolean paused;

  private static WorkerNode node(int slots, ExecutionProvider... providers) {
    return new WorkerNode(NODE, "1", slots, Set.of(providers), List.of(), false, NOW, NOW);
  }

  private static Job job(int priority, JobState state, ExecutionProvider provider) {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:a.mkv"),
            RootedPath.parse("output:a.mkv"),
            new ModelId("bicubic-x2"),
            VideoWish.Scale.OF_MODEL,
            VideoWish.Encoder.ANY,
            Optional.empty(),
            OptionalInt.empty());
    var plan =
        new JobPlan(
            new JobPlan.Video(100, new Rational(25, 1), new Size(64, 36), new Size(128, 72), 1),
            new JobPlan.Rendering(provider, VideoWish.Encoder.ANY, "x264", 10, 0.1),
            "0".repeat(64),
            new Fingerprint(1, 1, "0".repeat(64)),
            0,
            List.of());
    return new Job(
        JobId.at(NOW),
        new JobRequest(recipe, priority, Optional.empty(), "me", Optional.empty()),
        state,
        state instanceof JobState.Queued ? Optional.empty() : Optional.of(plan),
        0,
        Optional.empty(),
        NOW,
        NOW);
  }

  private Job see(int priority, JobState state, SegmentState... segments) {
    return see(job(priority, state, ExecutionProvider.CPU), segments);
  }

  private Job see(Job job, SegmentState... states) {
    var segments =
        IntStream.range(0, states.length)
            .mapToObj(
                i ->
                    new Segment(
                        new Segment.Key(job.id(), i + 1),
                        new FrameRange(10L * i, 10L * (i + 1)),
                        states[i],
                        0,
                        0,
                        0,
                        Optional.empty()))
            .toList();
    jobs.add(new JobView(job, segments, segments.isEmpty(), Optional.empty()));
    return job;
  }

  private static SegmentState pending() {
    return new SegmentState.Pending(NOW);
  }

  private void stands(ExecutionKey key, int priority, boolean picked) {
    executions.add(new StandingExecution(key, priority, picked));
  }

  private static ExecutionKey cpu(Job job, int number) {
    return ExecutionKey.of(ExecutionKind.SEGMENT_CPU, new Segment.Key(job.id(), number));
  }

  private List<Action> decide() {
    return Reconciliation.decide(
        new View(new View.Circumstances(NOW, paused, nodes, limits), jobs, executions));
  }

  @Test
  void nothingIsToBeDoneForNothing() {
    assertThat(decide()).isEmpty();
  }

  private void see(JobState state, boolean allDone, String gate) {
    var job = job(5, state, ExecutionProvider.CPU);
    jobs.add(new JobView(job, List.of(), allDone, Optional.of(gate)));
  }

  @Test
  void joiningAndPublishingWaitWhereTheyAreKept() {
    see(new JobState.Assembling(), false, "No room");
    see(new JobState.Verifying(new JobState.OutputFile(1, 1, "0".repeat(64))), false, "No room");

    assertThat(decide())
        .hasSize(2)
        .allSatisfy(
            action ->
                assertThat(action)
                    .isInstanceOfSatisfying(
                        Action.Wait.class, wait -> assertThat(wait.why()).contains("No room")));
  }

  @Test
  void whatIsRenderedIsJoinedAlthoughNothingMoreMayBegin() {
    see(new JobState.Rendering(), true, "Outside its window");

    assertThat(decide()).containsExactly(new Action.Assemble(jobs.getFirst().job().id()));
  }

  @Test
  void aQueuedJobIsPlanned() {
    var job = see(5, new JobState.Queued());

    assertThat(decide())
        .containsExactly(new Action.Schedule(ExecutionKey.of(ExecutionKind.PLAN, job.id()), 5));
  }

  @Test
  void notMoreIsScheduledThanSlotsCanTakeNext() {
    var job =
        see(5, new JobState.Rendering(), pending(), pending(), pending(), pending(), pending());

    assertThat(decide())
        .containsExactly(
            new Action.Schedule(cpu(job, 1), 5),
            new Action.Schedule(cpu(job, 2), 5),
            new Action.Schedule(cpu(job, 3), 5),
            new Action.Schedule(cpu(job, 4), 5));
  }

  @Test
  void anUrgentJobOvertakesAllButWhatRuns() {
    var slow =
        see(
            1,
            new JobState.Rendering(),
            new SegmentState.Running(1, NODE),
            pending(),
            pending(),
            pending());
    stands(cpu(slow, 1), 1, true);
    stands(cpu(slow, 2), 1, false);
    stands(cpu(slow, 3), 1, false);
    var urgent =
        see(10, new JobState.Rendering(), pending(), pending(), pending(), pending(), pending());

    assertThat(decide())
        .containsExactly(
            new Action.Withdraw(cpu(slow, 2)),
            new Action.Withdraw(cpu(slow, 3)),
            new Action.Schedule(cpu(urgent, 1), 10),
            new Action.Schedule(cpu(urgent, 2), 10),
            new Action.Schedule(cpu(urgent, 3), 10),
            new Action.Schedule(cpu(urgent, 4), 10));
  }

  @Test
  void aNewPriorityReachesWhatWaitsInTheTable() {
    var job = see(7, new JobState.Rendering(), pending());
    stands(cpu(job, 1), 5, false);

    assertThat(decide())
        .containsExactly(new Action.Withdraw(cpu(job, 1)), new Action.Schedule(cpu(job, 1), 7));
  }

  @Test
  void whatIsAsItShouldBeIsLeftAlone() {
    var job = see(5, new JobState.Rendering(), new SegmentState.Running(1, NODE), pending());
    stands(cpu(job, 1), 5, true);
    stands(cpu(job, 2), 5, false);

    assertThat(decide()).isEmpty();
  }

  @Test
  void noMoreJobsArePlannedThanTheirModelMayRender() {
    limits.put(new ModelId("bicubic-x2"), 2);
    see(5, new JobState.Rendering(), new SegmentState.Running(1, NODE));
    stands(cpu(jobs.getFirst().job(), 1), 5, true);
    var next = see(4, new JobState.Queued());
    var last = see(3, new JobState.Queued());

    assertThat(decide())
        .containsExactly(
            new Action.Wait(
                last.id(),
                Optional.of("Model 'bicubic-x2' renders as many segments as it may, 2 at a time")),
            new Action.Schedule(ExecutionKey.of(ExecutionKind.PLAN, next.id()), 4));
  }

  @Test
  void aSegmentAtWhichNobodyIsWaitsAgain() {
    var job = see(5, new JobState.Rendering(), new SegmentState.Running(3, NODE));

    assertThat(decide())
        .contains(new Action.Lose(new Attempt(new Segment.Key(job.id(), 1), 3, NODE)));
  }

  @Test
  void aSegmentThatFailedWaitsForItsTime() {
    see(5, new JobState.Rendering(), new SegmentState.Pending(NOW.plusMillis(1)));

    assertThat(decide()).isEmpty();
  }

  @Test
  void aRenderedSegmentIsChecked() {
    var job = see(5, new JobState.Rendering(), new SegmentState.Rendered(1, NODE, FILE));

    assertThat(decide())
        .containsExactly(
            new Action.Schedule(
                ExecutionKey.of(ExecutionKind.CHECK, new Segment.Key(job.id(), 1)), 5));
  }

  @Test
  void aJobWhoseSegmentsAreDoneIsAssembled() {
    var rendered = see(5, new JobState.Rendering());
    var assembling = see(4, new JobState.Assembling());

    assertThat(decide())
        .containsExactly(
            new Action.Assemble(rendered.id()),
            new Action.Schedule(ExecutionKey.of(ExecutionKind.ASSEMBLE, assembling.id()), 4));
  }

  @Test
  void aJobWaitsAloudForADeviceThatNobodyHas() {
    var job = see(job(5, new JobState.Rendering(), ExecutionProvider.CUDA), pending());

    assertThat(decide())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Wait.class,
            wait -> {
              assertThat(wait.job()).isEqualTo(job.id());
              assertThat(wait.why()).hasValueSatisfying(why -> assertThat(why).contains("CUDA"));
            });

    nodes = List.of(node(1, ExecutionProvider.CPU, ExecutionProvider.CUDA));
    assertThat(decide())
        .containsExactly(
            new Action.Schedule(
                ExecutionKey.of(ExecutionKind.SEGMENT_CUDA, new Segment.Key(job.id(), 1)), 5));
  }

  @Test
  void aPausedQueueTakesBackWhatNobodyIsAt() {
    var job = see(5, new JobState.Rendering(), new SegmentState.Running(1, NODE), pending());
    stands(cpu(job, 1), 5, true);
    stands(cpu(job, 2), 5, false);
    paused = true;

    assertThat(decide())
        .containsExactly(
            new Action.Wait(job.id(), Optional.of("The queue is paused")),
            new Action.Withdraw(cpu(job, 2)));
  }

  @Test
  void aPausedJobTakesBackWhatNobodyIsAt() {
    var job = see(5, new JobState.Paused(new JobState.Rendering()), pending());
    stands(cpu(job, 1), 5, false);

    assertThat(decide()).containsExactly(new Action.Withdraw(cpu(job, 1)));
  }

  @Test
  void whatIsLeftOfAJobThatIsOverIsTakenBack() {
    var gone = job(5, new JobState.Rendering(), ExecutionProvider.CPU);
    stands(cpu(gone, 1), 5, false);
    stands(ExecutionKey.of(ExecutionKind.ASSEMBLE, gone.id()), 5, true);

    assertThat(decide()).containsExactly(new Action.Withdraw(cpu(gone, 1)));
  }

  @Test
  void decidingAgainWhatWasDoneDecidesNothing() {
    var random = new SplittableRandom(11);
    for (int round = 0; round < 500; round++) {
      jobs.clear();
      executions.clear();
      nodes = List.of(node(random.nextInt(4), ExecutionProvider.CPU));
      for (int i = random.nextInt(12); i > 0; i--) {
        see(1 + random.nextInt(10), state(random), segments(random));
      }
      apply(decide());
      apply(decide());

      assertThat(decide()).as("round " + round).isEmpty();
    }
  }

  private static JobState state(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new JobState.Queued();
      case 1 -> new JobState.Planning();
      case 2 -> new JobState.Assembling();
      default -> new JobState.Rendering();
    };
  }

  private static SegmentState[] segments(SplittableRandom random) {
    return random
        .ints(1 + random.nextInt(6), 0, 2)
        .mapToObj(i -> i == 0 ? pending() : new SegmentState.Rendered(1, NODE, FILE))
        .toArray(SegmentState[]::new);
  }

  /** As rows and table change by it. */
  private void apply(List<Action> actions) {
    for (var action : actions) {
      switch (action) {
        case Action.Schedule(var key, int priority) -> stands(key, priority, false);
        case Action.Withdraw(var key) -> executions.removeIf(one -> one.key().equals(key));
        case Action.Wait(var id, var why) ->
            jobs.replaceAll(seen -> seen.job().id().equals(id) ? withWaiting(seen, why) : seen);
        case Action.Lose _, Action.Assemble _ -> throw new AssertionError(action);
      }
    }
  }

  private static JobView withWaiting(JobView seen, Optional<String> why) {
    var job = seen.job();
    return new JobView(
        new Job(
            job.id(),
            job.request(),
            job.state(),
            job.plan(),
            job.fileAttempts(),
            why,
            job.createdAt(),
            job.changedAt()),
        seen.open(),
        seen.allDone(),
        seen.gate());
  }
}
