package dev.jellyscale.jobs.janitor;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.JobFolders;
import dev.jellyscale.protocol.ExecutionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class JanitorTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private Path work;
  private Path output;

  JanitorTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    work = Files.createDirectories(folder.resolve("work/jobs"));
    output = Files.createDirectory(folder.resolve("out"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Janitor janitor(Retention retention) {
    return new Janitor(
        store, new JobFolders(work), new MediaRoots(Map.of(MediaRoots.OUTPUT, output)), retention);
  }

  private void round() {
    try (var janitor = janitor(Retention.USUAL)) {
      janitor.round();
    }
  }

  private Path file(JobId job, String name) throws IOException {
    Files.createDirectories(work.resolve(job.value()));
    return Files.writeString(work.resolve(job.value()).resolve(name), name);
  }

  private Path part(Attempt attempt) throws IOException {
    return file(attempt.job(), attempt.segment().number() + "." + attempt.number() + ".part");
  }

  @Test
  void whatALivingAttemptWritesStays() throws IOException {
    var id = jobs.rendering();
    var running = part(jobs.begin(id));
    var rendered = jobs.begin(id);
    store.segmentWork().rendered(rendered, TestJobs.file(1), CAUSE);
    var complete = file(id, rendered.segment().number() + ".1.seg");
    var done = jobs.begin(id);
    jobs.finish(done, 40);
    var checked = file(id, done.segment().number() + ".1.seg");

    round();

    assertThat(Stream.of(running, complete, checked)).allMatch(Files::exists);
  }

  @Test
  void whatAnAttemptLeftThatCameToNothingGoes() throws IOException {
    var id = jobs.rendering();
    var first = jobs.begin(id);
    var left = part(first);
    var complete = file(id, first.segment().number() + ".1.seg");
    store.segmentWork().givenUp(first, CAUSE);

    round();
    assertThat(left).doesNotExist();
    assertThat(complete).doesNotExist();

    // A zombie goes on writing while the next attempt has begun.
    var late = part(first);
    var present = part(jobs.begin(id));
    round();
    assertThat(late).doesNotExist();
    assertThat(present).exists();
  }

  @Test
  void whatNoRowKnowsYetStays() throws IOException {
    var id = jobs.rendering();
    var segment = jobs.begin(id).segment().number();
    var later = file(id, segment + ".2.part");
    var other = file(id, "notes.txt");

    round();

    assertThat(later).exists();
    assertThat(other).exists();
  }

  @Test
  void segmentsThatWereCutAgainLeaveNothing() throws IOException {
    var id = jobs.rendering();
    var left = file(id, "999.1.part");

    round();

    assertThat(left).doesNotExist();
  }

  @Test
  void onlyThePresentFilmStays() throws IOException {
    var assembling = jobs.in(Kind.ASSEMBLING);
    store.fileWork().begin(assembling, Kind.ASSEMBLING, CAUSE);
    int last = store.fileWork().begin(assembling, Kind.ASSEMBLING, CAUSE).orElseThrow().number();
    var killed = file(assembling, "film." + (last - 1) + ".mkv");
    var written = file(assembling, "film." + last + ".mkv");
    var verifying = jobs.in(Kind.VERIFYING);
    int made = store.jobs().find(verifying).orElseThrow().fileAttempts();
    var old = file(verifying, "film." + (made - 1) + ".mkv");
    var film = file(verifying, "film." + made + ".mkv");
    store.fileWork().begin(verifying, Kind.VERIFYING, CAUSE);
    store.moves().pause(verifying, CAUSE);

    round();

    assertThat(killed).doesNotExist();
    assertThat(written).exists();
    assertThat(old).doesNotExist();
    assertThat(film).exists();
  }

  @Test
  void foldersOfJobsThatAreOverGoAndThoseThatFailedStayForAWhile() throws IOException {
    var published = file(jobs.in(Kind.PUBLISHED), "1.1.seg");
    var cancelled = file(jobs.in(Kind.CANCELLED), "1.1.seg");
    var failed = jobs.in(Kind.FAILED);
    var keptForAgain = file(failed, "1.1.seg");
    var failedLongAgo = jobs.in(Kind.FAILED);
    var old = file(failedLongAgo, "1.1.seg");
    jobs.age(failedLongAgo, DAY.multipliedBy(8));
    var stranger = file(JobId.at(database.clock().instant().minus(DAY)), "1.1.seg");
    var young = file(JobId.at(database.clock().instant()), "1.1.seg");

    round();

    assertThat(published.getParent()).doesNotExist();
    assertThat(cancelled.getParent()).doesNotExist();
    assertThat(keptForAgain).exists();
    assertThat(old.getParent()).doesNotExist();
    assertThat(stranger.getParent()).doesNotExist();
    assertThat(young).exists();
    try (var left = Files.list(work)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void aJobThatIsTriedAgainKeepsItsFolder() throws IOException {
    var id = jobs.in(Kind.FAILED);
    jobs.age(id, DAY.multipliedBy(8));
    var segment = file(id, "notes");
    store.moves().again(id, CAUSE);

    round();

    assertThat(segment).exists();
  }

  @Test
  void whatAnotherJanitorWasAtIsFinished() throws IOException {
    var left = Files.createDirectories(work.resolve(".gone-some/deep"));
    Files.writeString(left.resolve("file"), "x");
    Files.createSymbolicLink(left.resolve("link"), output);

    round();

    assertThat(work.resolve(".gone-some")).doesNotExist();
    assertThat(output).exists();
  }

  @Test
  void nothingIsMadeOrSaidWhereTheWorkDirectoryIsGone() throws IOException {
    jobs.in(Kind.CANCELLED);
    Files.delete(work);

    round();

    assertThat(work).doesNotExist();
  }

  @Test
  void oldJobsAreForgottenByAgeAndByNumber() {
    var retention = new Retention(3, DAY.multipliedBy(90), DAY, DAY, DAY);
    var old = jobs.in(Kind.CANCELLED);
    jobs.age(old, DAY.multipliedBy(91));
    var running = jobs.rendering();
    jobs.age(running, DAY.multipliedBy(400));
    var four = Stream.generate(() -> jobs.in(Kind.CANCELLED)).limit(4).toList();
    for (int i = 0; i < four.size(); i++) {
      jobs.age(four.get(i), Duration.ofHours(i));
    }

    try (var janitor = janitor(retention)) {
      janitor.round();
    }

    assertThat(four.subList(0, 3)).allMatch(id -> store.jobs().find(id).isPresent());
    assertThat(store.jobs().find(four.get(3))).isEmpty();
    assertThat(store.jobs().find(old)).isEmpty();
    assertThat(store.jobs().find(running)).isPresent();
  }

  @Test
  void detailsAreForgottenBeforeTheJob() {
    var id = jobs.in(Kind.PUBLISHED);
    jobs.age(id, DAY.multipliedBy(15));

    round();

    assertThat(store.jobs().find(id)).isPresent();
    assertThat(store.history().of(id, 0, 100))
        .isNotEmpty()
        .allMatch(entry -> entry.segment().isEmpty());
    assertThat(store.segments().of(id)).extracting(Segment::attempts).containsOnly(1);
  }

  @Test
  void nodesThatAreLongSilentAreForgotten() {
    store
        .nodes()
        .started(
            new Announcement(
                new NodeName("gone"), "1", 1, Set.of(ExecutionProvider.CPU), List.of("CPU")),
            new Boot(new NodeName("gone"), "1"),
            Duration.ofMinutes(1));
    round();
    assertThat(store.nodes().all()).hasSize(1);

    try (var janitor = janitor(new Retention(1, DAY, DAY, DAY, Duration.ofSeconds(-1)))) {
      janitor.round();
    }

    assertThat(store.nodes().all()).isEmpty();
  }

  @Test
  void severalAtOnceDoNoHarm() throws Exception {
    var running = jobs.rendering();
    var kept = part(jobs.begin(running));
    var gone = jobs.in(Kind.CANCELLED);
    for (int i = 1; i < 50; i++) {
      file(gone, i + ".1.seg");
      file(running, "900." + i + ".part");
    }
    Callable<Boolean> round =
        () -> {
          round();
          return true;
        };

    try (var nodes = Executors.newFixedThreadPool(4)) {
      assertThat(nodes.invokeAll(List.of(round, round, round, round)))
          .extracting(Future::get)
          .containsOnly(true);
    }

    assertThat(kept).exists();
    assertThat(work.resolve(gone.value())).doesNotExist();
    try (var left = Files.list(work.resolve(running.value()))) {
      assertThat(left).containsExactly(kept);
    }
  }
}
