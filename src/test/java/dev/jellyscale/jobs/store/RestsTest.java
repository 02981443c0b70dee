package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What rests, for how long, and what the history tells of it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RestsTest {
  private static final Cause BUSY = new Cause("node-1", "not counted: the queue is full");
  private static final Cause FULL = new Cause("node-1", "not counted: the disk is full");
  private static final Fault FAULT = Fault.passing("engine-failure", "The renderer ended");
  private static final Duration WAIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;

  RestsTest(TestDatabase kind) {
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

  private FileAttempt begin(JobId id, Kind kind) {
    return store.fileWork().begin(id, kind, CAUSE).orElseThrow();
  }

  private Attempt rendered(JobId id) {
    var attempt = jobs.begin(id);
    store.segmentWork().rendered(attempt, TestJobs.file(40), CAUSE);
    return attempt;
  }

  private List<HistoryEntry> told(JobId id, int before) {
    var all = store.history().of(id, 0, 1000);
    return all.subList(before, all.size());
  }

  private int told(JobId id) {
    return store.history().of(id, 0, 1000).size();
  }

  /** The rest began so long ago. */
  private void rested(JobId id, Duration age) {
    for (var table : List.of("job WHERE id", "segment WHERE rest_reason IS NOT NULL AND job")) {
      var words = table.split(" ", 2);
      var sql = "UPDATE %s SET rest_since = :since %s = :job".formatted(words[0], words[1]);
      long since = database.clock().millis() - age.toMillis();
      database.change(
          change ->
              change
                  .handle()
                  .createUpdate(sql)
                  .bind("since", since)
                  .bind("job", id.value())
                  .execute());
    }
  }

  private long attempts() {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM attempt").mapTo(Long.class).one());
  }

  @Test
  void aSegmentThatRestsForLongLeavesAHandfulOfRowsAndItsHistoryHasNoGap() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    int before = store.history().of(id, 0, 1000).size();
    for (int i = 0; i < 40; i++) {
      var full = new Cause("node-1", "not counted: 1.%d GB are free".formatted(i));
      store.segmentWork().postponed(jobs.begin(id), WAIT, full);
      jobs.endOfWait(id);
    }
    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);
    jobs.endOfWait(id);
    jobs.finish(jobs.begin(id), 40);

    assertThat(told(id, before))
        .extracting(entry -> entry.from() + " -> " + entry.to())
        .containsExactly(
            "PENDING -> RUNNING",
            "RUNNING -> PENDING",
            "PENDING -> RUNNING",
            "RUNNING -> PENDING",
            "PENDING -> RUNNING",
            "RUNNING -> RENDERED",
            "RENDERED -> DONE");
    assertThat(attempts()).isEqualTo(3);
  }

  @Test
  void aStepThatRestsForLongLeavesAHandfulOfRowsAndItsRestGrows() {
    var id = jobs.in(Kind.ASSEMBLING);
    int before = store.history().of(id, 0, 1000).size();
    for (int i = 0; i < 40; i++) {
      store.fileWork().postponed(begin(id, Kind.ASSEMBLING), WAIT, BUSY);
      jobs.endOfWait(id);
    }
    rested(id, Duration.ofMinutes(4));
    store.fileWork().postponed(begin(id, Kind.ASSEMBLING), WAIT, BUSY);
    assertThat(job(id).waiting().orElseThrow()).startsWith("Waits 60 s");
    jobs.endOfWait(id);
    rested(id, Duration.ofDays(7));
    store.fileWork().postponed(begin(id, Kind.ASSEMBLING), WAIT, BUSY);
    assertThat(job(id).waiting().orElseThrow()).startsWith("Waits 180 s");
    jobs.endOfWait(id);

    assertThat(store.history().of(id, 0, 1000)).hasSize(before + 2);
    store.fileWork().assembled(begin(id, Kind.ASSEMBLING), 1, TestJobs.SHA256, CAUSE);
    begin(id, Kind.VERIFYING);
    assertThat(store.history().of(id, 0, 1000)).as("told again").hasSize(before + 4);
  }

  @Test
  void theRestOfASegmentAndOfItsCheckGrowToo() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);
    jobs.endOfWait(id);
    rested(id, Duration.ofDays(7));
    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);
    assertThat(job(id).waiting().orElseThrow()).startsWith("Waits 180 s");
    jobs.endOfWait(id);

    var attempt = rendered(id);
    int before = store.history().of(id, 0, 1000).size();
    for (int i = 0; i < 40; i++) {
      store.segmentWork().checkPostponed(attempt, WAIT, BUSY);
    }
    assertThat(store.history().of(id, 0, 1000)).hasSize(before + 1);
  }

  private static String steps(List<HistoryEntry> entries) {
    return String.join(
        ", ", entries.stream().map(entry -> entry.from() + " -> " + entry.to()).toList());
  }

  @Test
  void theHistoryTellsWithTheFirstFrameThatASegmentRunsAgain() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);
    jobs.endOfWait(id);
    int before = told(id);
    var attempt = jobs.begin(id);
    begun(id, Instant.ofEpochMilli(4711));
    assertThat(told(id, before)).isEmpty();

    assertThat(store.segmentWork().progress(attempt, 1, 0)).isTrue();
    assertThat(store.segmentWork().progress(attempt, 2, 0)).isTrue();

    assertThat(steps(told(id, before))).isEqualTo("PENDING -> RUNNING");
    assertThat(told(id, before).getFirst().at()).isEqualTo(Instant.ofEpochMilli(4711));
    assertThat(jobs.segment(attempt.segment()).progress().orElseThrow().frames()).isEqualTo(2);
    jobs.finish(attempt, 40);
    assertThat(steps(told(id, before)))
        .isEqualTo("PENDING -> RUNNING, RUNNING -> RENDERED, RENDERED -> DONE");
    assertThat(store.segmentWork().progress(attempt, 3, 0)).isFalse();
  }

  private void begun(JobId id, Instant at) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE attempt SET began_at = :at WHERE job = :job")
                .bind("at", at.toEpochMilli())
                .bind("job", id.value())
                .execute());
  }

  @Test
  void anAttemptThatWasToldIsNotForgottenAndItsRestGoesOn() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);
    rested(id, Duration.ofDays(7));
    jobs.endOfWait(id);
    int before = told(id);
    var attempt = jobs.begin(id);
    store.segmentWork().progress(attempt, 1, 0);
    store.segmentWork().postponed(attempt, WAIT, BUSY);

    assertThat(steps(told(id, before))).isEqualTo("PENDING -> RUNNING, RUNNING -> PENDING");
    assertThat(attempts()).isEqualTo(2);
    assertThat(job(id).waiting().orElseThrow()).startsWith("Waits 180 s");
  }

  @Test
  void reasonsThatTakeTurnsAreToldAFewTimesAndThenOnceAnHour() {
    var id = jobs.in(Kind.ASSEMBLING);
    int before = told(id);
    takeTurns(id);
    // The begin of the first, and eight reasons.
    assertThat(told(id)).isEqualTo(before + 9);

    toldBefore(Duration.ofMinutes(61));
    takeTurns(id);

    assertThat(told(id)).isEqualTo(before + 10);
  }

  private void takeTurns(JobId id) {
    for (int i = 0; i < 10; i++) {
      store.fileWork().postponed(begin(id, Kind.ASSEMBLING), WAIT, FULL);
      jobs.endOfWait(id);
      store.fileWork().postponed(begin(id, Kind.ASSEMBLING), WAIT, BUSY);
      jobs.endOfWait(id);
    }
  }

  private void toldBefore(Duration age) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE job SET rest_told_at = rest_told_at - :age")
                .bind("age", age.toMillis())
                .execute());
  }

  @Test
  void aCheckThatFailsEndsItsRest() {
    var id = jobs.rendering();
    var attempt = rendered(id);
    store.segmentWork().checkPostponed(attempt, WAIT, BUSY);
    store.segmentWork().checkFailed(attempt, FAULT, CAUSE);
    int before = told(id);

    store.segmentWork().checkPostponed(attempt, WAIT, BUSY);

    assertThat(told(id)).as("told again").isEqualTo(before + 1);
  }

  @Test
  void againEndsTheRestsOfSegments() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);
    rested(id, Duration.ofDays(7));
    store.moves().fail(id, FAULT, CAUSE);
    store.moves().again(id, CAUSE);
    store.moves().plan(id, CAUSE);
    jobs.planned(id, TestJobs.plan(1));
    jobs.endOfWait(id);
    int before = told(id);

    store.segmentWork().postponed(jobs.begin(id), WAIT, BUSY);

    assertThat(told(id)).as("told again").isEqualTo(before + 2);
    assertThat(job(id).waiting().orElseThrow()).startsWith("Waits 30 s");
  }
}
