package dev.jellyscale.jobs.work;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.RunningAttempts.Bounds;
import dev.jellyscale.jobs.work.RunningAttempts.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningAttemptsTest {
  private static final Duration SILENCE = Duration.ofMinutes(3);
  private static final Duration HOLD = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final RunningAttempts running =
      new RunningAttempts(new Bounds(SILENCE, HOLD), nanos::get);
  private JobDatabase database;
  private JobStore store;
  private JobId job;
  private Attempt attempt;

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(folder);
    store = new JobStore(database);
    var jobs = new TestJobs(store);
    job = jobs.rendering();
    attempt = jobs.begin(job);
    var _ = running.begin(attempt, store.segmentWork());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void frame(long done) {
    running.listener(attempt).progress(done, 1000);
  }

  private Segment.Progress told() {
    return store.segments().find(attempt.segment()).orElseThrow().progress().orElseThrow();
  }

  @Test
  void whatMovesIsLeftAlone() {
    for (int i = 1; i < 10; i++) {
      frame(i);
      pass(SILENCE);
      running.look(store);
    }

    assertThat(running.end(attempt)).isEmpty();
  }

  @Test
  void whatStandsStillForTooLongIsEnded() {
    frame(1);
    pass(SILENCE.plusSeconds(1));
    running.look(store);

    assertThat(running.end(attempt)).contains(Stop.STALLED);
  }

  @Test
  void theSameFrameToldAgainIsNoMovement() {
    frame(7);
    pass(SILENCE);
    frame(7);
    pass(Duration.ofSeconds(1));
    running.look(store);

    assertThat(running.end(attempt)).contains(Stop.STALLED);
  }

  @Test
  void theFirstFrameMayTakeAsLongAsItsRendererBears() {
    pass(SILENCE.multipliedBy(10));
    running.look(store);

    assertThat(running.end(attempt)).isEmpty();
  }

  @Test
  void whatIsHeldForTooLongGivesItsPlaceBack() {
    frame(1);
    store.moves().pause(job, CAUSE);
    running.look(store);
    pass(HOLD);
    running.look(store);
    assertThat(running.standing()).isZero();
    pass(Duration.ofSeconds(1));
    running.look(store);

    assertThat(running.end(attempt)).contains(Stop.HELD);
  }

  @Test
  void timeThatSomethingWasHeldIsNoSilence() {
    frame(1);
    store.queue().pause(CAUSE);
    running.look(store);
    pass(HOLD.minusSeconds(1));
    running.look(store);
    store.queue().resume(CAUSE);
    running.look(store);
    pass(SILENCE.minusSeconds(1));
    running.look(store);

    assertThat(running.end(attempt)).isEmpty();
  }

  @Test
  void whatNobodyWantsIsEnded() {
    store.moves().cancel(job, CAUSE);
    running.look(store);

    assertThat(running.end(attempt)).contains(Stop.UNWANTED);
  }

  @Test
  void whatIsNotAcceptedAnyMoreIsEndedWithItsNextFrame() {
    store.segmentWork().lost(attempt, CAUSE);
    pass(Duration.ofSeconds(2));
    frame(1);

    assertThat(running.end(attempt)).contains(Stop.UNWANTED);
  }

  @Test
  void theFirstReasonCounts() {
    frame(1);
    pass(SILENCE.plusSeconds(1));
    running.look(store);
    store.moves().cancel(job, CAUSE);
    running.look(store);

    assertThat(running.end(attempt)).contains(Stop.STALLED);
    assertThat(running.end(attempt)).isEmpty();
  }

  @Test
  void progressIsWrittenOnceASecondWithItsSpeed() {
    for (int i = 1; i <= 40; i++) {
      pass(Duration.ofMillis(100));
      frame(i);
    }

    assertThat(told().frames()).isEqualTo(40);
    assertThat(told().framesPerSecond()).isEqualTo(10);
  }

  @Test
  void speedIsMeasuredAnewBehindAHold() {
    for (int i = 1; i <= 3; i++) {
      pass(Duration.ofSeconds(1));
      frame(i);
    }
    store.queue().pause(CAUSE);
    running.look(store);
    pass(Duration.ofMinutes(1));
    store.queue().resume(CAUSE);
    running.look(store);
    pass(Duration.ofSeconds(1));
    frame(4);
    assertThat(told().framesPerSecond()).isZero();
    pass(Duration.ofSeconds(1));
    frame(9);

    assertThat(told().framesPerSecond()).isEqualTo(5);
  }
}
