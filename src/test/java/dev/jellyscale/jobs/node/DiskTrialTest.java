package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs whose disks are full, or whose folders go and come back, with real renderers. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DiskTrialTest {
  private static final Cause TEST = new Cause("test", "");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int KILOBYTES = 64 * 1024;
  private static final DiskFloor FLOOR = new DiskFloor(1 << 20);

  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private WorkingNode.Shared shared;
  private Path work;
  private Path output;

  private final TestDatabase kind;

  DiskTrialTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("media"));
    output = Files.createDirectories(folder.resolve("out"));
    work = Files.createDirectories(folder.resolve("work"));
    Files.copy(TestClips.openGroups(), folder.resolve("media/a.mkv"));
    database = kind.open(Files.createDirectories(folder.resolve("db")));
    store = new JobStore(database);
    shared = new WorkingNode.Shared(store, folder, output, FLOOR);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private JobId ask(int framesPerSegment) {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:a.mkv"),
            RootedPath.parse("output:new/a.mkv"),
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

  private void await(JobId id, String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for %s of %s", what, job(id)).isBefore(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void awaitSentence(JobId id, String begin) {
    await(id, begin, () -> job(id).waiting().filter(why -> why.startsWith(begin)).isPresent());
  }

  private void assertPublished(JobId id) {
    await(id, "the end", () -> isOver(id));
    assertThat(job(id).state().kind()).as(job(id).toString()).isEqualTo(Kind.PUBLISHED);
    assertThat(FfmpegProgram.frameHashes(output.resolve("new/a.mkv"))).hasSize(TestClips.FRAMES);
    assertThat(store.segments().of(id).stream().map(Segment::failures))
        .as("%s", store.history().of(id, 0, 1000))
        .containsOnly(0);
  }

  /** Takes room until there is no more than that. */
  private Path fill(long left) throws IOException {
    var filler = work.resolve("filler");
    var chunk = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (long free = free(); free > left; free = free()) {
        out.write(chunk, 0, (int) Math.min(chunk.length, free - left));
      }
    }
    return filler;
  }

  private long free() throws IOException {
    return Files.getFileStore(work).getUsableSpace();
  }

  @Test
  void aJobThatDoesNotFitWaitsAndGoesOnByItself() throws Exception {
    try (var _ = SmallDisk.mount(work, KILOBYTES)) {
      // Before the node's first look at its disk: the next one is two seconds later.
      var filler = fill(2 * FLOOR.bytes());
      try (var _ = WorkingNode.start(shared, "one")) {
        var id = ask(20);

        awaitSentence(id, "Needs about ");
        assertThat(job(id).waiting().orElseThrow())
            .matches(
                "Needs about [0-9.]+ MB in the work directory, "
                    + "[0-9.]+ [kM]B are free above the floor of 1\\.0 MB");
        assertThat(store.segments().of(id)).extracting(Segment::attempts).containsOnly(0);
        Files.delete(filler);

        assertPublished(id);
      }
    }
  }

  @Test
  void aDiskThatIsFullInMidSegmentFailsNoJob() throws Exception {
    try (var _ = SmallDisk.mount(work, KILOBYTES)) {
      try (var node = WorkingNode.start(shared, "one")) {
        var id = ask(1000);
        await(id, "an attempt", () -> !store.segments().running().isEmpty());
        var filler = fill(0);

        awaitSentence(id, "Only 0.0 kB are free in the work directory");
        await(id, "the end of the attempt", () -> store.segments().running().isEmpty());
        assertThat(tells(id, "not counted: No room left on the disk")).isTrue();
        Files.delete(filler);
        new TestJobs(store).endOfWait(id);
        node.wake();

        assertPublished(id);
      }
    }
  }

  @Test
  void theWorkDirectoryMayGoAndComeBack() throws Exception {
    try (var _ = WorkingNode.start(shared, "one")) {
      var id = ask(3);
      await(id, "a segment", () -> store.segments().tally(id).framesDone() > 0);
      Files.move(work, folder.resolve("away"));

      awaitSentence(id, "The work directory is not there");
      await(id, "the end of the attempt", () -> store.segments().running().isEmpty());
      assertThat(work).doesNotExist();
      Files.move(folder.resolve("away"), work);

      assertPublished(id);
    }
  }

  @Test
  void aWorkDirectoryThatComesBackAsAnotherFolderFailsNoJob() throws Exception {
    var id = ask(3);
    try (var _ = WorkingNode.start(shared, "one")) {
      await(id, "a segment", () -> store.segments().tally(id).framesDone() > 0);
      Files.move(work, folder.resolve("away"));
      awaitSentence(id, "The work directory is not there");
      await(id, "the end of the attempt", () -> store.segments().running().isEmpty());
      var copy = new ProcessBuilder("cp", "-a", folder.resolve("away").toString(), work.toString());
      assertThat(copy.inheritIO().start().waitFor()).isZero();

      // Where a kernel confines renderers to folders, these are confined to the old one.
      await(id, "an end or a reason", () -> isOver(id) || tells(id, "not counted: Renderers"));
    }
    new TestJobs(store).endOfWait(id);
    try (var _ = WorkingNode.start(shared, "one")) {
      assertPublished(id);
    }
  }

  private boolean isOver(JobId id) {
    return job(id).state().kind().isFinal();
  }

  private boolean tells(JobId id, String begin) {
    return store.history().of(id, 0, 1000).stream()
        .anyMatch(entry -> entry.cause().why().startsWith(begin));
  }

  @Test
  void theOutputRootMayBeGoneForAWhile() throws Exception {
    try (var _ = WorkingNode.start(shared, "one")) {
      var id = ask(3);
      await(id, "a segment", () -> store.segments().tally(id).framesDone() > 0);
      Files.move(output, folder.resolve("away"));

      awaitSentence(id, "The output root is not there");
      Files.move(folder.resolve("away"), output);

      assertPublished(id);
    }
  }
}
