package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.RunningAttempts;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs from their request to their film, by real renderers and on real databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JobNodeTest {
  private static final Cause TEST = new Cause("test", "");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private WorkingNode.Shared shared;

  private final TestDatabase kind;

  JobNodeTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("media/films"));
    Files.createDirectories(folder.resolve("out"));
    Files.copy(TestClips.openGroups(), folder.resolve("media/films/a.mkv"));
    database = kind.open(Files.createDirectories(folder.resolve("db")));
    store = new JobStore(database);
    shared = new WorkingNode.Shared(store, folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private JobId ask(String source, String output, int framesPerSegment) {
    var recipe =
        new JobRecipe(
            RootedPath.parse(source),
            RootedPath.parse(output),
            new ModelId("bicubic-x2"),
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.of("x264"),
                Optional.of("ultrafast"),
                OptionalInt.of(0),
                OptionalInt.of(2)),
            Optional.empty(),
            OptionalInt.of(framesPerSegment));
    var request = new JobRequest(recipe, 5, Optional.empty(), "me", Optional.empty());
    return store.jobs().create(request, TEST).job().id();
  }

  private Job job(JobId id) {
    return store.jobs().find(id).orElseThrow();
  }

  private static void await(String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
      Thread.onSpinWait();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private Job finished(JobId id) {
    await("the end of " + id, () -> job(id).state().kind().isFinal());
    return job(id);
  }

  private List<String> frames(String output) {
    return FfmpegProgram.frameHashes(folder.resolve("out").resolve(output));
  }

  private List<String> states(JobId id) {
    return store.history().of(id, 0, 1000).stream()
        .filter(entry -> entry.segment().isEmpty() && !entry.from().equals(entry.to()))
        .map(HistoryEntry::to)
        .toList();
  }

  @Test
  void aFilmOfSegmentsHasTheFramesOfAFilmInOnePiece() throws Exception {
    try (var _ = WorkingNode.start(shared, "one")) {
      var cut = ask("media:films/a.mkv", "output:new/cut.mkv", 13);
      var whole = ask("media:films/a.mkv", "output:whole.mkv", 1000);

      assertThat(finished(cut).state().kind())
          .as(finished(cut).toString())
          .isEqualTo(Kind.PUBLISHED);
      assertThat(finished(whole).state().kind()).isEqualTo(Kind.PUBLISHED);

      assertThat(frames("new/cut.mkv")).hasSize(TestClips.FRAMES).isEqualTo(frames("whole.mkv"));
      assertThat(states(cut))
          .containsExactly(
              "QUEUED", "PLANNING", "RENDERING", "ASSEMBLING", "VERIFYING", "PUBLISHED");
      assertThat(store.segments().of(cut))
          .hasSize(5)
          .allSatisfy(segment -> assertThat(segment.attempts()).isEqualTo(1));
      await(
          "the removal of what was worked with",
          () -> hasNoJobs(folder.resolve("work/renderer/jobs")));
    }
  }

  private static boolean hasNoJobs(Path folder) {
    try (var files = Files.list(folder)) {
      return files.noneMatch(Files::isDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nodesShareTheSegmentsOfAJob() throws Exception {
    try (var _ = WorkingNode.start(shared, "one");
        var _ = WorkingNode.start(shared, "two")) {
      var id = ask("media:films/a.mkv", "output:shared.mkv", 4);

      assertThat(finished(id).state().kind()).isEqualTo(Kind.PUBLISHED);

      var segments = store.segments().of(id);
      assertThat(segments).hasSize(15).allMatch(segment -> segment.attempts() == 1);
      assertThat(nodes(segments)).containsExactlyInAnyOrder("one", "two");
      assertThat(frames("shared.mkv")).hasSize(TestClips.FRAMES);
    }
  }

  private static Set<String> nodes(List<Segment> segments) {
    return segments.stream()
        .map(segment -> ((SegmentState.Done) segment.state()).node().value())
        .collect(Collectors.toSet());
  }

  @Test
  void aRendererThatIsKilledCostsOneAttempt() throws Exception {
    try (var node = WorkingNode.start(shared, "one")) {
      var id = ask("media:films/a.mkv", "output:survivor.mkv", 20);
      await(
          "a renderer at work", () -> node.devices().states().getFirst() instanceof SlotState.Busy);
      var state = (SlotState.Busy) node.devices().states().getFirst();
      ProcessHandle.of(state.renderer().pid()).orElseThrow().destroyForcibly();

      assertThat(finished(id).state().kind()).as(job(id).toString()).isEqualTo(Kind.PUBLISHED);
      assertThat(frames("survivor.mkv")).hasSize(TestClips.FRAMES);
      assertThat(store.segments().of(id)).extracting(Segment::attempts).containsOnlyOnce(2);
    }
  }

  @Test
  void whatStandsAtTheOutputStays() throws Exception {
    Files.writeString(folder.resolve("out/taken.mkv"), "mine");
    try (var _ = WorkingNode.start(shared, "one")) {
      var id = ask("media:films/a.mkv", "output:taken.mkv", 30);
      var gone = ask("media:films/none.mkv", "output:none.mkv", 30);

      assertThat(finished(id).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed -> assertThat(failed.fault().code()).isEqualTo("conflict"));
      assertThat(finished(gone).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed ->
                  assertThat(failed.fault().reason()).isEqualTo("No file media:films/none.mkv"));
      assertThat(folder.resolve("out/taken.mkv")).hasContent("mine");
    }
  }

  @Test
  void aPausedJobGoesOnWhereItWas() throws Exception {
    // What is held gives its slot back soon.
    var bounds = new RunningAttempts.Bounds(Duration.ofMinutes(3), Duration.ofMillis(200));
    try (var node = WorkingNode.start(shared, "one", bounds)) {
      var id = ask("media:films/a.mkv", "output:paused.mkv", 3);
      await(
          "a segment that is done",
          () ->
              store.segments().of(id).stream()
                  .anyMatch(segment -> segment.state() instanceof SegmentState.Done));
      assertThat(store.moves().pause(id, TEST)).isTrue();
      node.wake();
      await("nothing at work", () -> store.segments().running().isEmpty());
      long done = store.segments().tally(id).framesDone();

      store.moves().resume(id, TEST);
      node.wake();

      assertThat(finished(id).state().kind()).isEqualTo(Kind.PUBLISHED);
      assertThat(done).isBetween(1L, (long) TestClips.FRAMES);
      assertThat(frames("paused.mkv")).hasSize(TestClips.FRAMES);
    }
  }
}
