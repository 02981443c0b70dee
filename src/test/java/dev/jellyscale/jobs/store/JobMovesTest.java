package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static dev.jellyscale.jobs.store.TestJobs.FAULT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.JobState.Published;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class JobMovesTest {
  /** A command, and the states where it is legal. */
  private record Command(String name, BiPredicate<JobStore, JobId> act, Set<Kind> legal) {}

  private static final Set<Kind> UNFINISHED =
      EnumSet.complementOf(EnumSet.of(Kind.PUBLISHED, Kind.CANCELLED, Kind.FAILED));

  private static final List<Command> COMMANDS =
      List.of(
          new Command("plan", (s, id) -> s.moves().plan(id, CAUSE), EnumSet.of(Kind.QUEUED)),
          new Command(
              "pause",
              (s, id) -> s.moves().pause(id, CAUSE),
              EnumSet.of(
                  Kind.QUEUED, Kind.PLANNING, Kind.RENDERING, Kind.ASSEMBLING, Kind.VERIFYING)),
          new Command("resume", (s, id) -> s.moves().resume(id, CAUSE), EnumSet.of(Kind.PAUSED)),
          new Command("cancel", (s, id) -> s.moves().cancel(id, CAUSE), UNFINISHED),
          new Command("fail", (s, id) -> s.moves().fail(id, FAULT, CAUSE), UNFINISHED),
          new Command("again", (s, id) -> s.moves().again(id, CAUSE), EnumSet.of(Kind.FAILED)),
          // Legal in RENDERING as well, but only for a job whose segments are all done.
          new Command("assemble", (s, id) -> s.moves().assemble(id, CAUSE), Set.of()),
          begin(Kind.PLANNING),
          begin(Kind.ASSEMBLING),
          begin(Kind.VERIFYING),
          new Command(
              "begin RENDERING",
              (s, id) -> s.fileWork().begin(id, Kind.RENDERING, CAUSE).isPresent(),
              Set.of()),
          new Command(
              "delete",
              (s, id) -> s.jobs().delete(id),
              EnumSet.of(Kind.PUBLISHED, Kind.CANCELLED, Kind.FAILED)),
          new Command("prioritise", (s, id) -> s.jobs().prioritise(id, 9, CAUSE), UNFINISHED));

  private static Command begin(Kind kind) {
    return new Command(
        "begin " + kind,
        (s, id) -> s.fileWork().begin(id, kind, CAUSE).isPresent(),
        EnumSet.of(kind));
  }

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;

  JobMovesTest(TestDatabase kind) {
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

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyCommandTakesPlaceWhereItIsLegalAndNowhereElse(Kind state) {
    for (var command : COMMANDS) {
      var id = jobs.in(state);
      var before = store.jobs().find(id).orElseThrow();
      long entries = store.history().last();

      boolean happened = command.act().test(store, id);

      assertThat(happened)
          .as("%s of a job in %s", command.name(), state)
          .isEqualTo(command.legal().contains(state));
      if (!happened) {
        assertThat(store.jobs().find(id)).contains(before);
        assertThat(store.history().last()).isEqualTo(entries);
      }
    }
  }

  @Test
  void aJobGoesItsWayAndEveryStepIsWrittenDown() {
    var id = jobs.in(Kind.PUBLISHED);

    assertThat(store.jobs().find(id).orElseThrow().state())
        .isEqualTo(new Published(new OutputFile(2, 123, TestJobs.SHA256)));
    assertThat(store.history().of(id, 0, 100))
        .filteredOn(entry -> entry.segment().isEmpty())
        .extracting(entry -> entry.from() + ">" + entry.to())
        .containsExactly(
            ">QUEUED",
            "QUEUED>PLANNING",
            "PLANNING>PLANNING",
            "PLANNING>RENDERING",
            "RENDERING>ASSEMBLING",
            "ASSEMBLING>ASSEMBLING",
            "ASSEMBLING>VERIFYING",
            "VERIFYING>VERIFYING",
            "VERIFYING>PUBLISHED");
    assertThat(store.history().of(id, 0, 100))
        .filteredOn(entry -> entry.segment().isPresent())
        .hasSize(3 * store.segments().of(id).size())
        .allSatisfy(entry -> assertThat(entry.cause()).isEqualTo(CAUSE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"QUEUED", "PLANNING", "RENDERING", "ASSEMBLING", "VERIFYING"})
  void aPausedJobGoesOnWhereItWas(Kind state) {
    var id = jobs.in(state);
    var before = store.jobs().find(id).orElseThrow().state();

    store.moves().pause(id, CAUSE);
    assertThat(jobs.kind(id)).isEqualTo(Kind.PAUSED);
    store.moves().resume(id, CAUSE);

    assertThat(store.jobs().find(id).orElseThrow().state()).isEqualTo(before);
  }

  @Test
  void aJobIsNotAssembledWhileASegmentIsNotDone() {
    var id = jobs.rendering();
    jobs.finish(jobs.begin(id), 40);

    assertThat(store.moves().assemble(id, CAUSE)).isFalse();
  }

  @Test
  void theLaterOfTwoAssembliesWins() {
    var id = jobs.in(Kind.ASSEMBLING);
    var work = store.fileWork();
    var late = work.begin(id, Kind.ASSEMBLING, CAUSE).orElseThrow();
    var next = work.begin(id, Kind.ASSEMBLING, CAUSE).orElseThrow();

    assertThat(work.assembled(late, 1, TestJobs.SHA256, CAUSE)).isFalse();
    assertThat(work.failed(late, FAULT, CAUSE)).isFalse();
    assertThat(work.assembled(next, 2, TestJobs.SHA256, CAUSE)).isTrue();
    assertThat(work.assembled(next, 3, TestJobs.SHA256, CAUSE)).isFalse();
  }

  @Test
  void aLatePlanOfACancelledJobChangesNothing() {
    var id = jobs.in(Kind.PLANNING);
    var attempt = store.fileWork().begin(id, Kind.PLANNING, CAUSE).orElseThrow();
    store.moves().cancel(id, CAUSE);

    assertThat(store.fileWork().planned(attempt, TestJobs.plan(1), CAUSE)).isFalse();
    assertThat(store.segments().of(id)).isEmpty();
  }

  @Test
  void anOutputThatIsGoneIsMadeAnewAndSoAreItsSegments() {
    var id = jobs.in(Kind.VERIFYING);
    var work = store.fileWork();
    work.outputGone(work.begin(id, Kind.VERIFYING, CAUSE).orElseThrow(), CAUSE);
    assertThat(jobs.kind(id)).isEqualTo(Kind.ASSEMBLING);

    var lost = store.segments().of(id).getFirst();
    var assembly = work.begin(id, Kind.ASSEMBLING, CAUSE).orElseThrow();
    work.segmentsGone(assembly, Set.of(lost.key().number()), CAUSE);

    assertThat(jobs.kind(id)).isEqualTo(Kind.RENDERING);
    assertThat(store.segments().ready(id, 10)).extracting(s -> s.key()).containsExactly(lost.key());
    assertThat(jobs.begin(id).number()).isEqualTo(2);
  }

  @Test
  void aFailedJobTellsItsReasonAndKeepsWhatIsDoneWhenItIsTriedAgain() {
    var id = jobs.rendering();
    jobs.finish(jobs.begin(id), 40);
    var running = jobs.begin(id);
    store.moves().fail(id, FAULT, CAUSE);
    assertThat(store.jobs().find(id).orElseThrow().state()).isEqualTo(new Failed(FAULT));
    assertThat(store.segmentWork().rendered(running, TestJobs.file(1), CAUSE)).isFalse();

    store.moves().again(id, CAUSE);
    store.moves().plan(id, CAUSE);
    jobs.planned(id, TestJobs.plan(1));

    assertThat(store.segments().tally(id).framesDone()).isEqualTo(1000);
    assertThat(jobs.begin(id).number()).isEqualTo(2);
  }

  @Test
  void aSourceThatChangedIsCutAnewUnderNewNumbers() {
    var id = jobs.rendering();
    jobs.finish(jobs.begin(id), 40);
    int last = store.segments().of(id).stream().mapToInt(s -> s.key().number()).max().orElseThrow();
    store.moves().fail(id, FAULT, CAUSE);
    store.moves().again(id, CAUSE);
    store.moves().plan(id, CAUSE);

    jobs.planned(id, TestJobs.plan(2));

    assertThat(store.segments().tally(id).framesDone()).isZero();
    assertThat(store.segments().of(id)).allMatch(s -> s.key().number() > last);
  }
}
