package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.TestNetworks;
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
import dev.jellyscale.jobs.node.WorkingNode.Setup;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.supervisor.FakeRenderer;
import dev.jellyscale.supervisor.FakeRenderer.Manner;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are cancelled, held, short of memory or short of a model, by real processes. */
class JobCareTest {
  private static final Cause TEST = new Cause("test", "");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Attempts that count, after which a segment has failed for good. */
  private static final int POISON = 3;

  private static final String BICUBIC = "bicubic-x2";

  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private WorkingNode.Shared shared;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("media/films"));
    Files.createDirectories(folder.resolve("out"));
    Files.copy(TestClips.openGroups(), folder.resolve("media/films/a.mkv"));
    Files.copy(
        TestClips.clip("large.mkv", "640x360", "-c:v libx264 -preset ultrafast"),
        folder.resolve("media/films/large.mkv"));
    database = TestDatabase.SQLITE.open(Files.createDirectories(folder.resolve("db")));
    store = new JobStore(database);
    shared = new WorkingNode.Shared(store, folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private JobId ask(String source, String output, String model, int framesPerSegment) {
    return ask(source, output, model, new Film("medium", framesPerSegment));
  }

  /** How a film is made; that makes no difference to its pictures, for none of them loses any. */
  private record Film(String preset, int framesPerSegment) {}

  private JobId ask(String source, String output, String model, Film film) {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:films/" + source),
            RootedPath.parse("output:" + output),
            new ModelId(model),
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.of("x264"),
                Optional.of(film.preset()),
                OptionalInt.of(0),
                OptionalInt.of(2)),
            Optional.empty(),
            OptionalInt.of(film.framesPerSegment()));
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
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static boolean busy(Supervisor supervisor) {
    return supervisor.states().getFirst() instanceof SlotState.Busy;
  }

  private Job finished(JobId id) {
    await("the end of " + id, () -> job(id).state().kind().isFinal());
    return job(id);
  }

  private UnaryOperator<RendererLaunch> fake(Manner manner) {
    return real -> {
      try {
        return FakeRenderer.launch(manner, folder.resolve(manner.name()), real);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private long rendered(JobId id) {
    return store.segments().of(id).stream()
        .mapToLong(segment -> segment.progress().map(Segment.Progress::frames).orElse(0L))
        .sum();
  }

  /** Time until a supervisor's renderer is free again. */
  private static Duration untilFree(Supervisor supervisor, Instant since) {
    await("a renderer that is free", () -> !busy(supervisor));
    return Duration.between(since, Instant.now());
  }

  @Test
  void aCancelledJobStopsItsRendererThoughNobodyTellsTheNode() throws Exception {
    try (var node = WorkingNode.start(shared, "one")) {
      var id = ask("large.mkv", "large.mkv", BICUBIC, 60);
      await("frames", () -> !store.segments().running().isEmpty() && busy(node.devices()));
      store.moves().cancel(id, TEST);
      var time = untilFree(node.devices(), Instant.now());

      System.out.printf("a renderer was free %d ms after the cancellation%n", time.toMillis());
      assertThat(time).isLessThan(Duration.ofSeconds(2));
      assertThat(job(id).state().kind()).isEqualTo(Kind.CANCELLED);
    }
  }

  @Test
  void aRendererThatDoesNotHearIsKilled() throws Exception {
    var deaf = Setup.USUAL.withDevices(fake(Manner.NEVER_ENDS));
    try (var node = WorkingNode.start(shared, "one", deaf)) {
      var id = ask("a.mkv", "a.mkv", BICUBIC, 60);
      await("a segment", () -> !store.segments().running().isEmpty() && busy(node.devices()));
      store.moves().cancel(id, TEST);
      var time = untilFree(node.devices(), Instant.now());

      System.out.printf("a deaf renderer was gone %d ms after it%n", time.toMillis());
      // 2 s on a machine that has nothing else to do.
      assertThat(time).isLessThan(Duration.ofMillis(2_500));
    }
  }

  @Test
  void renderersThatNeverGetToWorkCostNoAttempt() throws Exception {
    var mute = Setup.USUAL.withDevices(fake(Manner.IS_SILENT)).withHello(Duration.ofMillis(300));
    try (var _ = WorkingNode.start(shared, "one", mute)) {
      var id = ask("a.mkv", "a.mkv", BICUBIC, 60);
      await("many tries", () -> triedAtOnce(id) > POISON);

      assertThat(store.segments().of(id)).extracting(Segment::failures).containsOnly(0);
      assertThat(job(id).state().kind()).isEqualTo(Kind.RENDERING);
      assertThat(store.history().of(id, 0, 1000))
          .anyMatch(entry -> entry.cause().why().contains("it did not say hello"));
    }
  }

  /** So that nobody waits for rests. */
  private int triedAtOnce(JobId id) {
    new TestJobs(store).endOfWait(id);
    return store.segments().of(id).stream().mapToInt(Segment::attempts).sum();
  }

  @Test
  void planningEndsWithItsJobAndRestsWithIt() throws Exception {
    var deaf = Setup.USUAL.withFiles(fake(Manner.NEVER_ENDS));
    try (var node = WorkingNode.start(shared, "one", deaf)) {
      var id = ask("a.mkv", "a.mkv", BICUBIC, 60);
      await("planning", () -> job(id).state().kind() == Kind.PLANNING && busy(node.files()));
      store.moves().pause(id, TEST);
      assertThat(untilFree(node.files(), Instant.now())).isLessThan(Duration.ofMillis(2_500));

      store.moves().resume(id, TEST);
      await("planning again", () -> busy(node.files()));
      store.moves().cancel(id, TEST);
      assertThat(untilFree(node.files(), Instant.now())).isLessThan(Duration.ofMillis(2_500));
      assertThat(job(id).state().kind()).isEqualTo(Kind.CANCELLED);
    }
  }

  @Test
  void aSegmentThatIsHeldGoesOnAtTheNextFrame() throws Exception {
    try (var node = WorkingNode.start(shared, "one")) {
      var id = ask("large.mkv", "held.mkv", BICUBIC, 60);
      await("frames", () -> !store.segments().running().isEmpty() && busy(node.devices()));
      store.moves().pause(id, TEST);
      await("a segment that stands still", () -> node.running().standing() == 1);
      long before = rendered(id);
      var until = Instant.now().plusSeconds(2);
      await(
          "two seconds of standing still",
          () -> {
            assertThat(rendered(id)).isEqualTo(before);
            assertThat(node.running().standing()).isEqualTo(1);
            return Instant.now().isAfter(until);
          });
      store.moves().resume(id, TEST);

      assertThat(finished(id).state().kind()).as(job(id).toString()).isEqualTo(Kind.PUBLISHED);
      assertThat(store.segments().of(id)).extracting(Segment::attempts).containsExactly(1);
      var whole = ask("large.mkv", "whole.mkv", BICUBIC, new Film("ultrafast", 60));
      finished(whole);
      assertThat(FfmpegProgram.frameHashes(folder.resolve("out/held.mkv")))
          .hasSize(TestClips.FRAMES)
          .isEqualTo(FfmpegProgram.frameHashes(folder.resolve("out/whole.mkv")));
    }
  }

  @Test
  void aDeviceWithoutMemoryIsAskedForLessAndLess() throws Exception {
    var poor = Setup.USUAL.withDevices(fake(Manner.HAS_NO_MEMORY));
    try (var _ = WorkingNode.start(shared, "one", poor)) {
      var id = ask("a.mkv", "a.mkv", BICUBIC, 60);

      assertThat(finished(id).state())
          .isInstanceOfSatisfying(
              JobState.Failed.class,
              failed -> assertThat(failed.fault().code()).isEqualTo("out-of-memory"));
      assertThat(
              store.history().of(id, 0, 1000).stream()
                  .filter(entry -> entry.segment().isPresent() && entry.from().equals("RUNNING"))
                  .map(HistoryEntry::cause)
                  .map(Cause::why))
          .containsExactly(
              "batch OptionalInt.empty, tile OptionalLong.empty",
              "batch OptionalInt[1], tile OptionalLong.empty",
              "batch OptionalInt[1], tile OptionalLong[524288]",
              "batch OptionalInt[1], tile OptionalLong[131072]");
      assertThat(store.segments().of(id)).extracting(Segment::failures).containsExactly(1);
    }
  }

  @Test
  void aModelThatOneNodeHasIsThereForAll() throws Exception {
    var own = Files.write(folder.resolve("own.onnx"), network(1).onnx());
    try (var one = WorkingNode.start(shared, "one");
        var two = WorkingNode.start(shared, "two")) {
      one.models().take(own, new ModelId("own"), Progress.UNHEARD);
      var id = ask("a.mkv", "own.mkv", "own", 3);

      assertThat(finished(id).state().kind()).as(job(id).toString()).isEqualTo(Kind.PUBLISHED);
      assertThat(nodes(store.segments().of(id))).containsExactlyInAnyOrder("one", "two");
      assertThat(two.models().list().models())
          .extracting(model -> model.id())
          .doesNotContain("own");
    }
  }

  private static ModelFile network(long seed) {
    return TestNetworks.identity(2, Channels.RGB, 17, seed == 2);
  }

  @Test
  void aNodeWithOtherBytesUnderTheNameTakesNothing() throws Exception {
    var own = Files.write(folder.resolve("own.onnx"), network(1).onnx());
    var other = Files.write(folder.resolve("other.onnx"), network(2).onnx());
    var id = new ModelId("own");
    JobId job;
    try (var one = WorkingNode.start(shared, "one")) {
      one.models().take(own, id, Progress.UNHEARD);
      job = ask("a.mkv", "own.mkv", "own", 3);
      await("a segment", () -> store.segments().tally(job).framesDone() > 0);
      store.moves().pause(job, TEST);
    }
    remove(folder.resolve("work/renderer/models"));
    try (var two = WorkingNode.start(shared, "two")) {
      two.models().take(other, id, Progress.UNHEARD);
      store.moves().resume(job, TEST);
      await("a reason", () -> job(job).waiting().isPresent());

      assertThat(job(job).waiting().orElseThrow())
          .startsWith("Node two cannot take segments of this job: It has no model 'own'");
      assertThat(nodes(store.segments().of(job))).doesNotContain("two");
    }
  }

  private static void remove(Path models) throws IOException {
    try (var files = Files.list(models)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static Set<String> nodes(List<Segment> segments) {
    return segments.stream()
        .filter(segment -> segment.state() instanceof SegmentState.Done)
        .map(segment -> ((SegmentState.Done) segment.state()).node().value())
        .collect(Collectors.toSet());
  }
}
