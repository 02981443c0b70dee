package dev.jellyscale.jobs.work;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.TestRenderers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs whose steps fail, where no renderer answers. */
class FileStepsTest {
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.SQLITE.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    Files.createDirectory(folder.resolve("films"));
    Files.writeString(
        Files.createDirectories(folder.resolve("media/films")).resolve("a.mkv"), "a film");
    workshop = workshop();
  }

  /** Its supervisor is closed, and so nobody does anything for it. */
  private Workshop workshop() throws IOException {
    Supervisor closed = TestRenderers.supervisor(folder.resolve("work"));
    closed.close();
    var roots =
        new MediaRoots(
            Map.of(
                "media",
                folder.resolve("media"),
                MediaRoots.OUTPUT,
                Files.createDirectory(folder.resolve("out"))));
    var folders = new JobFolders(Files.createDirectories(folder.resolve("work/jobs")));
    return new Workshop(
        new NodeName("node-1"),
        store,
        new Workshop.Renderers(closed.videos(), closed.videos(), Set.of(ExecutionProvider.CPU)),
        () -> {
          throw new AssertionError("No model is needed");
        },
        new Workshop.Places(roots, folders),
        FaultInjection.NONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Job job(JobId id) {
    return store.jobs().find(id).orElseThrow();
  }

  private void fail(JobId id, RuntimeException failure) {
    jobs.endOfWait(id);
    var attempt = store.fileWork().begin(id, Kind.PLANNING, CAUSE).orElseThrow();
    new FileFailure(workshop, attempt).take(failure);
  }

  @Test
  void whoFoundNoRendererComesAgainAsHeWasTold() {
    var id = jobs.in(Kind.PLANNING);
    for (int i = 0; i < 4; i++) {
      fail(id, Unavailable.until("The queue is full", Duration.ofSeconds(10)));
    }

    assertThat(job(id).state().kind()).isEqualTo(Kind.PLANNING);
    assertThat(job(id).waiting().orElseThrow())
        .startsWith("Waits 10 s to be tried again: not counted: The queue is full");
  }

  @Test
  void threeFaultsInARowAreEnough() {
    var id = jobs.in(Kind.PLANNING);
    fail(id, new EngineFailure("The renderer died", null));
    fail(id, new Unavailable("The breaker is open", null));
    fail(id, new IllegalStateException("a surprise"));
    assertThat(job(id).state().kind()).isEqualTo(Kind.PLANNING);
    fail(id, new EngineFailure("The renderer died again", null));

    assertThat(job(id).state())
        .isEqualTo(new Failed(Fault.passing("engine-failure", "The renderer died again")));
  }

  @Test
  void whatCannotSucceedIsNotTriedTwice() {
    var id = jobs.in(Kind.PLANNING);
    fail(id, new NotVideo("It is text"));

    assertThat(job(id).state()).isEqualTo(new Failed(Fault.lasting("not-video", "It is text")));
  }

  private RuntimeException judged(JobId id, RuntimeException failure) {
    return JobFaults.judged(workshop.places(), job(id), failure);
  }

  @Test
  void aSourceThatOnlyRenderersCannotReadSaysNothingOfTheJob() {
    var id = jobs.in(Kind.PLANNING);
    for (var failure :
        List.of(
            new Denied("'a.mkv' may not be read by this user"),
            new NotFound("There is no file 'a.mkv'"))) {
      assertThat(judged(id, failure))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("media:films/a.mkv")
          .hasMessageContaining("restart the node");
    }
    var other = new NotFound("The file of model 'x' is missing");
    assertThat(judged(id, other)).isSameAs(other);
  }

  @Test
  void workThatOnlyRenderersCannotReachSaysNothingOfTheJob() {
    var id = jobs.in(Kind.PLANNING);
    var failure = new OwnFileDenied("Not allowed to write '1.1.part'", null);
    assertThat(judged(id, failure))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("work directory")
        .hasMessageContaining("restart the node");
    var other = new Denied("Not allowed to write 'b.mkv'");
    assertThat(judged(id, other)).isSameAs(other);
  }

  @Test
  void aSourceThatIsNotThereForTheNodeEitherIsAFault() throws IOException {
    Files.delete(source());
    var failure = new NotFound("There is no file 'a.mkv'");

    assertThat(judged(jobs.in(Kind.PLANNING), failure)).isSameAs(failure);
  }

  @Test
  void whatFailsWhileTheRootOfItsSourceIsGoneIsTriedAgain() throws IOException {
    Files.move(folder.resolve("media"), folder.resolve("away"));

    for (var failure : List.of(new NotFound("There is no file 'a.mkv'"), new NotVideo("'a.mkv'"))) {
      assertThat(judged(jobs.rendering(), failure))
          .isInstanceOf(Unavailable.class)
          .hasMessage("The folder of the root 'media' is not there");
    }
    var died = new EngineFailure("The renderer died", null);
    assertThat(judged(jobs.rendering(), died)).isSameAs(died);
  }

  @Test
  void whatComesOfASourceThatChangedIsToldAsThat() throws IOException {
    var failure = new NotVideo("'a.mkv' is a text, not a video");
    assertThat(judged(jobs.rendering(), failure)).isInstanceOf(SourceChanged.class);

    var id = jobs.in(Kind.PLANNING);
    var old = TestJobs.plan(Files.size(source()));
    jobs.planned(
        id,
        new JobPlan(
            old.video(),
            old.rendering(),
            old.modelSha256(),
            new Fingerprint(
                Files.size(source()),
                Files.getLastModifiedTime(source()).toMillis(),
                old.source().sampleSha256()),
            old.otherBytes(),
            old.notes()));
    assertThat(judged(id, failure)).isSameAs(failure);
  }

  private Path source() {
    return folder.resolve("media/films/a.mkv");
  }

  private Attempt rendered(JobId id) {
    var attempt = jobs.begin(id);
    store.segmentWork().rendered(attempt, TestJobs.file(40), CAUSE);
    return attempt;
  }

  @Test
  void aSegmentWhoseFileIsGoneIsRenderedAnew() throws Exception {
    var attempt = rendered(jobs.rendering());
    new Checking(workshop, new RunningSteps()).run(attempt.segment());

    assertThat(jobs.segment(attempt.segment()).state()).isInstanceOf(SegmentState.Pending.class);
    assertThat(jobs.segment(attempt.segment()).failures()).isEqualTo(1);
  }

  @Test
  void aSegmentThatNobodyCanReadNowIsCheckedLater() throws Exception {
    var id = jobs.rendering();
    var attempt = rendered(id);
    var folders = workshop.places().folders();
    folders.make(id);
    Files.writeString(folders.segment(attempt), "a segment");

    new Checking(workshop, new RunningSteps()).run(attempt.segment());

    assertThat(jobs.segment(attempt.segment()).state()).isInstanceOf(SegmentState.Rendered.class);
    assertThat(store.segments().rendered()).isEmpty();
    assertThat(folders.segment(attempt)).exists();
  }

  @Test
  void segmentsThatAreGoneWhenTheyAreToBeJoinedAreRenderedAnew() throws Exception {
    var id = jobs.in(Kind.ASSEMBLING);
    new Joining(workshop, new RunningSteps()).run(id);

    assertThat(jobs.kind(id)).isEqualTo(Kind.RENDERING);
    assertThat(store.segments().ready(id, 99)).isNotEmpty();
  }
}
