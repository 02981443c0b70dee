package dev.jellyscale.jobs.disk;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import dev.jellyscale.jobs.store.upkeep.Written;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DiskGateTest {
  private static final NodeName NODE = new NodeName("one");
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Segments and film of a test's job, as they are guessed. */
  private static final long NEED = Math.round(6000L * 1280 * 720 * 0.435 / 8 * 1.1 * 2);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private DiskRows rows;

  DiskGateTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    rows = new DiskRows(database);
    announce(NODE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void announce(NodeName node) {
    store
        .nodes()
        .started(
            new Announcement(node, "1", 1, Set.of(ExecutionProvider.CPU), List.of("CPU")),
            new Boot(node, "1"),
            Duration.ofMinutes(1));
  }

  private void free(long bytes) {
    rows.measured(new NodeDisk(NODE, OptionalLong.of(bytes), Optional.empty(), 0));
  }

  private Optional<String> reason(JobId id) {
    return new DiskGate(store).look().reason(store.jobs().find(id).orElseThrow());
  }

  @Test
  void whatANodeMeasuredIsReadAsItWasWritten() {
    var output = new NodeDisk.Output(OptionalLong.empty(), NodeDisk.Way.COPIED_ON_ONE_DISK);
    var disk = new NodeDisk(NODE, OptionalLong.of(5_000_000_000L), Optional.of(output), 7);

    rows.measured(new NodeDisk(NODE, OptionalLong.empty(), Optional.empty(), 1));
    rows.measured(disk);

    assertThat(rows.living(LONG, LONG)).containsExactly(disk);
  }

  @Test
  void aNodeThatIsNotKnownMeasuresNothingAndOneThatIsGoneNothingMore() {
    rows.measured(new NodeDisk(new NodeName("other"), OptionalLong.of(1), Optional.empty(), 0));
    free(1);
    assertThat(rows.living(LONG, LONG)).extracting(NodeDisk::node).containsExactly(NODE);

    store.nodes().gone(new Boot(NODE, "1"));

    assertThat(rows.living(LONG, LONG)).isEmpty();
  }

  @Test
  void aMeasurementThatGrewOldIsNone() {
    free(5);

    assertThat(rows.living(LONG, Duration.ofSeconds(-1)))
        .containsExactly(new NodeDisk(NODE, OptionalLong.empty(), Optional.empty(), 0));
  }

  @Test
  void whatIsWrittenIsCounted() {
    var id = jobs.rendering();
    assertThat(rows.written()).containsEntry(id, new Written(6000, 0, 0, false));

    jobs.finish(jobs.begin(id), 40);

    // The measured speed has the rest cut again, into as many frames.
    assertThat(rows.written()).containsEntry(id, new Written(6000, 1000, 4711, true));
    assertThat(rows.written(id)).isEqualTo(new Written(6000, 1000, 4711, true));
    store.moves().cancel(id, CAUSE);
    assertThat(rows.written()).doesNotContainKey(id);
    assertThat(rows.written(jobs.queued().id())).isEqualTo(new Written(0, 0, 0, false));
  }

  @Test
  void aJobWaitsUntilThereIsRoom() {
    var id = jobs.rendering();
    free(NEED - 1);
    assertThat(reason(id).orElseThrow()).startsWith("Needs about 661.5 MB in the work directory, ");

    free(NEED + 1);

    assertThat(reason(id)).isEmpty();
  }

  @Test
  void theFirstSegmentMakesTheForecast() {
    var id = jobs.rendering();
    free(NEED / 100);
    assertThat(reason(id)).isPresent();

    jobs.finish(jobs.begin(id), 40);

    assertThat(reason(id)).isEmpty();
  }

  @Test
  void aJobThatHasBegunComesBeforeAMoreUrgentOne() {
    var urgent = jobs.rendering();
    var begun = jobs.rendering();
    jobs.begin(begun);
    store.jobs().prioritise(urgent, 10, CAUSE);
    free(NEED + NEED / 2);

    assertThat(reason(begun)).isEmpty();
    assertThat(reason(urgent).orElseThrow()).contains("other jobs are about to write");

    free(2 * NEED + 2);
    assertThat(reason(urgent)).isEmpty();
  }

  @Test
  void nothingIsPlannedBelowTheFloorOrBehindManyThatWait() {
    var queued = jobs.queued().id();
    rows.measured(new NodeDisk(NODE, OptionalLong.of(5), Optional.empty(), 6));
    assertThat(reason(queued)).isPresent();
    free(100);
    assertThat(reason(queued)).isEmpty();

    for (int i = 0; i < 16; i++) {
      jobs.begin(jobs.rendering());
    }

    assertThat(reason(queued)).contains("Waits behind 16 jobs for which there is no room");
  }

  @Test
  void joiningAndPublishingWaitForRoomToo() {
    var joined = jobs.in(Kind.ASSEMBLING);
    var published = jobs.in(Kind.VERIFYING);
    free(1);
    assertThat(reason(joined)).isPresent();
    // Its film is there already.
    assertThat(reason(published)).isEmpty();

    free(1_000_000);
    assertThat(reason(joined)).isEmpty();
  }

  @Test
  void aNodeWithoutTheWorkDirectoryKeepsNobodyWhereAnotherHasIt() {
    var queued = jobs.queued().id();
    var other = new NodeName("other");
    announce(other);
    free(NEED + 1);
    rows.measured(new NodeDisk(other, OptionalLong.empty(), Optional.empty(), 0));

    assertThat(reason(queued)).isEmpty();
    assertThat(rows.living(LONG, LONG)).extracting(NodeDisk::node).containsExactly(NODE);
    // A disk that does not answer any more is another matter.
    assertThat(rows.living(LONG, Duration.ofSeconds(-1))).hasSize(2);
  }

  @Test
  void aFolderThatIsGoneKeepsAllUntilItIsBack() {
    var queued = jobs.queued().id();
    var rendering = jobs.rendering();
    rows.measured(new NodeDisk(NODE, OptionalLong.empty(), Optional.empty(), 0));
    assertThat(reason(queued)).contains("The work directory is not there");
    assertThat(reason(rendering)).contains("The work directory is not there");

    free(NEED + 1);

    assertThat(reason(queued)).isEmpty();
    assertThat(reason(rendering)).isEmpty();
  }

  @Test
  void whatHasAFixedLengthIsForecastAlike() {
    var id = jobs.rendering(OptionalInt.of(500));
    free(NEED + 1);

    assertThat(reason(id)).isEmpty();
  }
}
