package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried again, when, and how often; and how many segments of a model run. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RetriesTest {
  private static final Cause BUSY = new Cause("node-1", "not counted: the queue is full");
  private static final Fault FAULT = Fault.passing("engine-failure", "The renderer ended");
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final ModelId MODEL = new ModelId("bicubic-x2");

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;

  RetriesTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Job job(JobId id) {
    return store.jobs().find(id).orElseThrow();
  }

  private HistoryEntry last(JobId id) {
    return store.history().of(id, 0, 1000).getLast();
  }

  @Test
  void aSegmentThatFoundNoRendererWaitsAndIsNotCounted() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    for (int i = 0; i < 5; i++) {
      var attempt = jobs.begin(id);
      assertThat(store.segmentWork().postponed(attempt, WAIT, BUSY)).isTrue();

      var segment = jobs.segment(attempt.segment());
      assertThat(segment.failures()).isZero();
      assertThat(segment.state())
          .isInstanceOfSatisfying(
              SegmentState.Pending.class,
              pending ->
                  assertThat(
                          Duration.between(database.clock().instant(), pending.notBefore())
                              .toSeconds())
                      .isBetween(20L, 30L));
      assertThat(store.segments().ready(id, 9)).isEmpty();
      assertThat(last(id).cause()).isEqualTo(BUSY);
      jobs.endOfWait(id);
    }
    assertThat(jobs.kind(id)).isEqualTo(Kind.RENDERING);
  }

  private FileAttempt begin(JobId id, Kind kind) {
    return store.fileWork().begin(id, kind, CAUSE).orElseThrow();
  }

  @Test
  void aPlanThatFailsThreeTimesFailsItsJobAndIsNotTriedAtOnce() {
    var id = jobs.in(Kind.PLANNING);
    for (int i = 0; i < 2; i++) {
      store.fileWork().failed(begin(id, Kind.PLANNING), FAULT, new Cause("node-1", "it ended"));

      assertThat(store.fileWork().begin(id, Kind.PLANNING, CAUSE)).isEmpty();
      assertThat(store.jobs().mostUrgent(Kind.PLANNING, Optional.empty(), 9)).isEmpty();
      assertThat(job(id).waiting())
          .contains("Waits %d s to be tried again: it ended".formatted(i == 0 ? 5 : 30));
      jobs.endOfWait(id);
    }
    store.fileWork().failed(begin(id, Kind.PLANNING), FAULT, CAUSE);

    assertThat(job(id).state()).isEqualTo(new Failed(FAULT));
  }

  @Test
  void aLastingFaultIsNotTriedAgain() {
    var id = jobs.in(Kind.PLANNING);
    var fault = Fault.lasting("not-video", "No video");

    store.fileWork().failed(begin(id, Kind.PLANNING), fault, CAUSE);

    assertThat(job(id).state()).isEqualTo(new Failed(fault));
  }

  @Test
  void aStepThatFoundNoRendererIsNotCounted() {
    var id = jobs.in(Kind.ASSEMBLING);
    for (int i = 0; i < 6; i++) {
      assertThat(store.fileWork().postponed(begin(id, Kind.ASSEMBLING), WAIT, BUSY)).isTrue();
      assertThat(store.fileWork().begin(id, Kind.ASSEMBLING, CAUSE)).isEmpty();
      jobs.endOfWait(id);
    }
    assertThat(jobs.kind(id)).isEqualTo(Kind.ASSEMBLING);
    assertThat(last(id).cause()).isEqualTo(BUSY);
  }

  @Test
  void eachKindOfWorkHasTriesOfItsOwnAndSuccessGivesThemBack() {
    var id = jobs.in(Kind.PLANNING);
    failTwice(id, Kind.PLANNING);
    jobs.planned(id, TestJobs.plan(1));
    jobs.finishAll(id);
    store.moves().assemble(id, CAUSE);
    failTwice(id, Kind.ASSEMBLING);
    store.fileWork().assembled(begin(id, Kind.ASSEMBLING), 1, TestJobs.SHA256, CAUSE);
    failTwice(id, Kind.VERIFYING);
    store.fileWork().outputGone(begin(id, Kind.VERIFYING), CAUSE);

    // The third failure to publish; joining had succeeded in between.
    assertThat(job(id).state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.fault().code()).isEqualTo("film-gone"));
  }

  private void failTwice(JobId id, Kind kind) {
    for (int i = 0; i < 2; i++) {
      store.fileWork().failed(begin(id, kind), FAULT, CAUSE);
      jobs.endOfWait(id);
    }
    assertThat(jobs.kind(id)).isEqualTo(kind);
  }

  @Test
  void againGivesAllTriesBack() {
    var id = jobs.in(Kind.PLANNING);
    failTwice(id, Kind.PLANNING);
    store.fileWork().failed(begin(id, Kind.PLANNING), FAULT, CAUSE);

    assertThat(store.moves().again(id, new Cause("me", "have another go"))).isTrue();
    assertThat(last(id).cause()).isEqualTo(new Cause("me", "have another go"));
    assertThat(last(id).from() + " -> " + last(id).to()).isEqualTo("FAILED -> QUEUED");
    store.moves().plan(id, CAUSE);

    failTwice(id, Kind.PLANNING);
  }

  @Test
  void whoResumesAJobNeedNotWaitForItsRest() {
    var id = jobs.in(Kind.PLANNING);
    store.fileWork().failed(begin(id, Kind.PLANNING), FAULT, CAUSE);
    store.moves().pause(id, CAUSE);
    store.moves().resume(id, CAUSE);

    assertThat(store.fileWork().begin(id, Kind.PLANNING, CAUSE)).isPresent();
  }

  @Test
  void segmentsThatVanishThreeTimesFailTheirJob() {
    var id = jobs.in(Kind.ASSEMBLING);
    var first = store.segments().of(id).getFirst().key();
    for (int i = 0; i < 2; i++) {
      gone(id, first);
      assertThat(jobs.kind(id)).isEqualTo(Kind.RENDERING);
      jobs.finishAll(id);
      store.moves().assemble(id, CAUSE);
    }
    gone(id, first);

    assertThat(job(id).state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.fault().code()).isEqualTo("segments-gone"));
  }

  private void gone(JobId id, Segment.Key segment) {
    var numbers = Set.of(segment.number());
    store.fileWork().segmentsGone(begin(id, Kind.ASSEMBLING), numbers, CAUSE);
  }

  private Attempt rendered(JobId id) {
    var attempt = jobs.begin(id);
    store.segmentWork().rendered(attempt, TestJobs.file(40), CAUSE);
    return attempt;
  }

  @Test
  void aCheckThatFailsThreeTimesFailsTheJobWithItsReason() {
    var id = jobs.rendering();
    var attempt = rendered(id);
    for (int i = 0; i < 2; i++) {
      assertThat(store.segments().rendered()).hasSize(1);
      assertThat(store.segmentWork().checkFailed(attempt, FAULT, CAUSE)).isTrue();
      assertThat(store.segments().rendered()).isEmpty();
      jobs.endOfWait(id);
    }
    store.segmentWork().checkFailed(attempt, FAULT, CAUSE);

    assertThat(job(id).state())
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.fault().reason()).isEqualTo(FAULT.reason()));
  }

  @Test
  void aCheckThatFoundNoRendererIsNotCounted() {
    var id = jobs.rendering();
    var attempt = rendered(id);
    for (int i = 0; i < 6; i++) {
      assertThat(store.segmentWork().checkPostponed(attempt, WAIT, BUSY)).isTrue();
      assertThat(store.segments().rendered()).isEmpty();
      jobs.endOfWait(id);
    }

    assertThat(store.segmentWork().done(attempt, CAUSE)).isTrue();
  }

  @Test
  void whoDidNotHearTheAnswerToACommitMayAskAgain() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    var attempt = rendered(id);
    assertThat(store.segmentWork().rendered(attempt, TestJobs.file(40), CAUSE)).isTrue();
    store.segmentWork().done(attempt, CAUSE);
    assertThat(store.segmentWork().rendered(attempt, TestJobs.file(40), CAUSE)).isTrue();

    store.moves().assemble(id, CAUSE);
    int told = store.history().of(id, 0, 1000).size();
    assertThat(store.segmentWork().rendered(attempt, TestJobs.file(40), CAUSE)).isTrue();
    var joining = begin(id, Kind.ASSEMBLING);
    assertThat(store.fileWork().assembled(joining, 1, TestJobs.SHA256, CAUSE)).isTrue();
    assertThat(store.fileWork().assembled(joining, 1, TestJobs.SHA256, CAUSE)).isTrue();
    assertThat(store.fileWork().assembled(joining, 2, TestJobs.SHA256, CAUSE)).isFalse();
    assertThat(store.history().of(id, 0, 1000)).hasSize(told + 2);
  }

  @Test
  void theHistoryTellsThatFramesWereCutAgain() {
    var id = jobs.rendering();
    jobs.finish(jobs.begin(id), 10);

    assertThat(last(id).cause())
        .isEqualTo(
            new Cause(
                "measurement",
                "what nobody has begun is cut into 4 segments instead of 5, by the speed of the first"));
  }

  @Test
  void notMoreSegmentsOfAModelRunThanItsLimit() throws Exception {
    store.modelLimits().put(MODEL, 2);
    assertThat(store.modelLimits().all()).containsExactly(Map.entry(MODEL, 2));
    var all = List.of(jobs.rendering(), jobs.rendering(), jobs.rendering(), jobs.rendering());
    var line = new CyclicBarrier(all.size());
    try (var threads = Executors.newFixedThreadPool(all.size())) {
      var begun =
          all.stream()
              .map(
                  id ->
                      threads.submit(
                          () -> {
                            var next = store.segments().ready(id, 1).getFirst();
                            line.await();
                            return store.segmentWork().begin(next.key(), TestJobs.NODE, CAUSE);
                          }))
              .toList();
      assertThat(begun).extracting(Future::get).filteredOn(Optional::isPresent).hasSize(2);
    }

    assertThat(store.segments().running()).hasSize(2);
    store.modelLimits().remove(MODEL);
    assertThat(begunNow(all)).isEqualTo(4);
  }

  private long begunNow(List<JobId> ids) {
    ids.forEach(
        id ->
            store
                .segmentWork()
                .begin(store.segments().ready(id, 1).getFirst().key(), TestJobs.NODE, CAUSE));
    return store.segments().running().stream()
        .map(segment -> segment.key().job())
        .distinct()
        .count();
  }

  @Test
  void aLimitIsAtLeastOne() {
    assertThatThrownBy(() -> store.modelLimits().put(MODEL, 0)).isInstanceOf(Invalid.class);
    assertThat(store.modelLimits().remove(MODEL)).isFalse();
  }
}
