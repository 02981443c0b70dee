package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static dev.jellyscale.jobs.store.TestJobs.FAULT;
import static dev.jellyscale.jobs.store.TestJobs.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.SegmentState.Pending;
import dev.jellyscale.jobs.Tally;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class SegmentWorkTest {
  private static final NodeName OTHER = new NodeName("node-2");

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private SegmentWork work;
  private TestJobs jobs;

  SegmentWorkTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    work = store.segmentWork();
    jobs = new TestJobs(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAttemptGoesItsWayToTheEnd() {
    var id = jobs.rendering();
    var attempt = jobs.begin(id);

    assertThat(attempt.number()).isEqualTo(1);
    assertThat(work.progress(attempt, 500, 0)).isTrue();
    assertThat(store.segments().running())
        .extracting(Segment::attempt)
        .containsExactly(Optional.of(attempt));
    assertThat(store.segments().tally(id).framesDone()).isEqualTo(500);
    assertThat(work.rendered(attempt, TestJobs.file(40), CAUSE)).isTrue();
    assertThat(store.segments().rendered()).hasSize(1);
    assertThat(work.done(attempt, CAUSE)).isTrue();

    assertThat(jobs.segment(attempt.segment()).state())
        .isEqualTo(new Done(1, NODE, TestJobs.file(40)));
    assertThat(store.history().of(id, 0, 100))
        .filteredOn(entry -> entry.segment().isPresent())
        .extracting(entry -> entry.from() + ">" + entry.to())
        .containsExactly("PENDING>RUNNING", "RUNNING>RENDERED", "RENDERED>DONE");
  }

  @Test
  void ofManyNodesOneBeginsASegment() throws Exception {
    var id = jobs.rendering();
    var key = store.segments().ready(id, 1).getFirst().key();
    var start = new CountDownLatch(1);
    var tries = new ArrayList<Callable<Optional<Attempt>>>();
    for (int i = 0; i < 8; i++) {
      var node = new NodeName("node-" + i);
      tries.add(
          () -> {
            start.await();
            return work.begin(key, node, CAUSE);
          });
    }

    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers = tries.stream().map(threads::submit).toList();
      start.countDown();
      int winners = 0;
      for (var answer : answers) {
        winners += answer.get().isPresent() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  @Test
  void nothingIsAcceptedFromAnAttemptThatWasLost() {
    var id = jobs.rendering();
    var zombie = jobs.begin(id);
    work.lost(zombie, CAUSE);
    var next = work.begin(zombie.segment(), OTHER, CAUSE).orElseThrow();
    var before = jobs.segment(zombie.segment());
    long entries = store.history().last();

    assertThat(next.number()).isEqualTo(2);
    assertThat(work.progress(zombie, 1, 0)).isFalse();
    assertThat(work.rendered(zombie, TestJobs.file(1), CAUSE)).isFalse();
    assertThat(work.done(zombie, CAUSE)).isFalse();
    assertThat(work.failed(zombie, FAULT, CAUSE)).isFalse();
    assertThat(work.lost(zombie, CAUSE)).isFalse();
    assertThat(work.givenUp(zombie, CAUSE)).isFalse();
    assertThat(work.climbDown(zombie, 1, CAUSE)).isFalse();
    assertThat(jobs.segment(zombie.segment())).isEqualTo(before);
    assertThat(store.history().last()).isEqualTo(entries);
    assertThat(work.rendered(next, TestJobs.file(40), CAUSE)).isTrue();
    assertThat(work.rendered(zombie, TestJobs.file(1), CAUSE)).isFalse();
    assertThat(work.done(zombie, CAUSE)).isFalse();
    assertThat(work.done(next, CAUSE)).isTrue();
  }

  @Test
  void whatIsDoneIsNotBegunOrEndedOnceMore() {
    var id = jobs.rendering();
    var attempt = jobs.begin(id);
    jobs.finish(attempt, 40);
    var before = jobs.segment(attempt.segment());

    assertThat(work.begin(attempt.segment(), OTHER, CAUSE)).isEmpty();
    assertThat(work.rendered(attempt, TestJobs.file(1), CAUSE)).as("it was").isTrue();
    assertThat(work.done(attempt, CAUSE)).isFalse();
    assertThat(work.failed(attempt, FAULT, CAUSE)).isFalse();
    assertThat(work.lost(attempt, CAUSE)).isFalse();
    assertThat(jobs.segment(attempt.segment())).isEqualTo(before);
  }

  @Test
  void whatIsRenderedIsNotLostWithItsNode() {
    var attempt = jobs.begin(jobs.rendering());
    work.rendered(attempt, TestJobs.file(1), CAUSE);

    assertThat(work.lost(attempt, CAUSE)).isFalse();
    assertThat(work.givenUp(attempt, CAUSE)).isFalse();
    assertThat(work.done(attempt, CAUSE)).isTrue();
  }

  @Test
  void aSegmentIsNotDoneBeforeItIsRendered() {
    assertThat(work.done(jobs.begin(jobs.rendering()), CAUSE)).isFalse();
  }

  @Test
  void aSegmentThatFailedThreeTimesFailsItsJob() {
    var id = jobs.rendering();
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < 2; i++) {
      var attempt = jobs.begin(id);
      var now = database.clock().instant();
      work.failed(attempt, FAULT, CAUSE);
      var pending = (Pending) jobs.segment(attempt.segment()).state();
      waits.add(Duration.between(now, pending.notBefore()));
      assertThat(work.begin(attempt.segment(), NODE, CAUSE)).isEmpty();
      jobs.endOfWait(id);
    }
    var other = store.segments().ready(id, 2).getLast();
    var running = work.begin(other.key(), OTHER, CAUSE).orElseThrow();
    var last = jobs.begin(id);
    work.failed(last, FAULT, CAUSE);

    assertThat(waits.get(0)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(waits.get(1)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
    assertThat(last.number()).isEqualTo(3);
    assertThat(jobs.segment(last.segment()).state().kind()).isEqualTo(Kind.FAILED);
    assertThat(jobs.segment(last.segment()).failures()).isEqualTo(3);
    assertThat(store.jobs().find(id).orElseThrow().state()).isEqualTo(new Failed(FAULT));
    assertThat(work.rendered(running, TestJobs.file(1), CAUSE)).isFalse();
    assertThat(store.segments().running()).isEmpty();
  }

  @Test
  void aLastingFaultFailsTheJobAtOnce() {
    var id = jobs.rendering();

    work.failed(jobs.begin(id), Fault.lasting("damaged", "The source is broken"), CAUSE);

    assertThat(jobs.kind(id)).isEqualTo(JobState.Kind.FAILED);
  }

  @Test
  void lostAndGivenUpAttemptsAreNoFailures() {
    var id = jobs.rendering();
    for (int i = 0; i < 4; i++) {
      work.lost(jobs.begin(id), CAUSE);
      work.givenUp(jobs.begin(id), CAUSE);
    }

    var segment = store.segments().of(id).getFirst();
    assertThat(segment.attempts()).isEqualTo(8);
    assertThat(segment.failures()).isZero();
  }

  @Test
  void whatHadTooLittleMemoryGoesOnWithLessAndSoDoItsNeighbours() {
    var id = jobs.rendering();

    work.climbDown(jobs.begin(id), 2, CAUSE);
    work.climbDown(jobs.begin(id), 1, CAUSE);

    assertThat(store.segments().of(id)).extracting(Segment::ladder).containsOnly(2);
  }

  @Test
  void aPausedJobBeginsNothingAndAcceptsWhatWasBegun() {
    var id = jobs.rendering();
    var attempt = jobs.begin(id);
    var next = store.segments().ready(id, 1).getFirst();
    store.moves().pause(id, CAUSE);

    assertThat(work.begin(next.key(), NODE, CAUSE)).isEmpty();
    assertThat(work.rendered(attempt, TestJobs.file(40), CAUSE)).isTrue();
    assertThat(work.done(attempt, CAUSE)).isTrue();
  }

  @Test
  void aCancelledJobAcceptsNothing() {
    var id = jobs.rendering();
    var attempt = jobs.begin(id);
    store.moves().cancel(id, CAUSE);

    assertThat(work.rendered(attempt, TestJobs.file(1), CAUSE)).isFalse();
    assertThat(work.failed(attempt, FAULT, CAUSE)).isFalse();
    assertThat(store.segments().running()).isEmpty();
  }

  @Test
  void theFirstSegmentThatIsDoneLetsTheRestBeCutByItsSpeed() {
    var id = jobs.rendering();
    var begun = jobs.begin(id);
    var first = jobs.begin(id);
    assertThat(first.segment().number()).isEqualTo(2);

    jobs.finish(first, 200); // 0.2 s a frame: 300 frames in a minute

    var segments = store.segments().of(id);
    assertThat(segments.get(0).attempt()).contains(begun);
    assertThat(segments.get(1).frames().frames()).isEqualTo(1000);
    assertThat(segments.subList(2, segments.size()))
        .hasSize(14)
        .allSatisfy(s -> assertThat(s.frames().frames()).isBetween(285L, 300L))
        .allSatisfy(s -> assertThat(s.key().number()).isGreaterThan(6));
    assertCovered(segments);

    jobs.finish(begun, 1);
    assertThat(store.segments().of(id)).hasSize(16);
  }

  @Test
  void segmentsOfAFixedLengthAreNeverCutAgain() {
    var id = jobs.rendering(OptionalInt.of(500));
    assertThat(store.segments().of(id)).hasSize(12);

    jobs.finish(jobs.begin(id), 500);

    assertThat(store.segments().of(id)).hasSize(12);
    assertCovered(store.segments().of(id));
  }

  @Test
  void manyNodesFinishAJobAndNoFrameIsDoneTwice() throws Exception {
    var id = jobs.rendering(OptionalInt.of(250));
    var done = Collections.synchronizedList(new ArrayList<Attempt>());
    Callable<Boolean> worker =
        () -> {
          for (var ready = store.segments().ready(id, 4);
              !ready.isEmpty();
              ready = store.segments().ready(id, 4)) {
            for (var segment : ready) {
              work.begin(segment.key(), NODE, CAUSE)
                  .filter(a -> work.rendered(a, TestJobs.file(9), CAUSE) && work.done(a, CAUSE))
                  .ifPresent(done::add);
            }
          }
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var answer : threads.invokeAll(Collections.nCopies(4, worker))) {
        answer.get();
      }
    }

    assertThat(done).hasSize(24).extracting(Attempt::segment).doesNotHaveDuplicates();
    assertThat(store.moves().assemble(id, CAUSE)).isTrue();
    assertThat(store.history().of(id, 0, 1000))
        .filteredOn(entry -> entry.segment().isPresent())
        .hasSize(72);
  }

  private static void assertCovered(List<Segment> segments) {
    long next = 0;
    for (var segment : segments) {
      assertThat(segment.frames().first()).isEqualTo(next);
      next = segment.frames().end();
    }
    assertThat(next).isEqualTo(TestJobs.FRAMES);
  }

  @Test
  void whatManyJobsHaveComeToIsToldAtOnce() {
    var idle = jobs.rendering();
    var busy = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES / 2));
    jobs.finish(jobs.begin(busy), 40);
    var unplanned = jobs.queued().id();
    var ids = Set.of(idle, busy, unplanned);

    assertThat(store.segments().tallies(ids))
        .containsOnly(
            Map.entry(idle, store.segments().tally(idle)),
            Map.entry(busy, store.segments().tally(busy)));
    assertThat(store.segments().tally(busy).framesDone()).isEqualTo(TestJobs.FRAMES / 2);
    assertThat(store.segments().tally(unplanned)).isEqualTo(Tally.NONE);
    assertThat(store.segments().devices(ids)).containsOnly(Map.entry(busy, List.of("CPU")));
    assertThat(store.segments().tallies(Set.of())).isEmpty();
  }
}
