package dev.jellyscale.jobs.janitor;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.work.JobFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ModelSweepTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration OLD = DAY.multipliedBy(2);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private Path work;

  ModelSweepTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    work = Files.createDirectories(folder.resolve("work/jobs"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void sweep() {
    sweep(Retention.USUAL.segments());
  }

  private void sweep(Duration segments) {
    var usual = Retention.USUAL;
    var retention =
        new Retention(usual.jobs(), usual.rows(), usual.details(), segments, usual.nodes());
    new ModelSweep(store, new JobFolders(work), retention).sweep();
  }

  @Test
  void modelsThatNoUnfinishedJobHasGoAfterADay() throws IOException {
    var planned = model(TestJobs.SHA256, OLD);
    var nobodys = model("cd".repeat(32), OLD);
    var left = model(TestJobs.SHA256 + "." + UUID.randomUUID() + ".part", OLD);
    var young = model("ef".repeat(32), Duration.ofHours(23));
    var other = model("notes.txt", OLD);
    var job = jobs.in(Kind.PAUSED);

    sweep();
    assertThat(Stream.of(planned, young, other)).allMatch(Files::exists);
    assertThat(Stream.of(nobodys, left)).noneMatch(Files::exists);

    store.moves().cancel(job, CAUSE);
    sweep();
    assertThat(planned).doesNotExist();
  }

  @Test
  void theModelOfAFailedJobStaysAsLongAsItsSegments() throws IOException {
    var planned = model(TestJobs.SHA256, OLD);
    jobs.in(Kind.FAILED);

    sweep();
    assertThat(planned).exists();

    sweep(Duration.ofSeconds(-1));
    assertThat(planned).doesNotExist();
  }

  private Path model(String name, Duration age) throws IOException {
    var file = Files.createDirectories(folder.resolve("work/models")).resolve(name);
    Files.writeString(file, "model");
    var then = database.clock().instant().minus(age);
    return Files.setLastModifiedTime(file, FileTime.from(then));
  }

  /** As a janitor leaves it that is killed before it has looked once more. */
  private Path putAway(String sha256, Duration age) throws IOException {
    return model(sha256 + "." + UUID.randomUUID() + ".gone", age);
  }

  @Test
  void aModelThatWasPutAwayComesBackWhereItIsWanted() throws IOException {
    jobs.in(Kind.PAUSED);
    var planned = putAway(TestJobs.SHA256, OLD);
    var touched = putAway("cd".repeat(32), Duration.ofHours(1));
    var nobodys = putAway("ef".repeat(32), OLD);

    sweep();

    assertThat(planned.resolveSibling(TestJobs.SHA256)).exists();
    assertThat(touched.resolveSibling("cd".repeat(32))).exists();
    assertThat(Stream.of(planned, touched, nobodys)).noneMatch(Files::exists);
    assertThat(nobodys.resolveSibling("ef".repeat(32))).doesNotExist();
  }

  @Test
  void aModelThatWasPutThereAnewIsLetBe() throws IOException {
    jobs.in(Kind.PAUSED);
    var away = putAway(TestJobs.SHA256, OLD);
    var present = model(TestJobs.SHA256, Duration.ZERO);
    var since = Files.getLastModifiedTime(present);

    sweep();

    assertThat(away).doesNotExist();
    assertThat(Files.getLastModifiedTime(present)).isEqualTo(since);
  }

  @Test
  void aModelThatCannotBeRemovedKeepsNoOtherFromGoing() throws Exception {
    Requires.root();
    Requires.program("mount");
    var models = new ArrayList<Path>();
    for (int number = 10; number < 20; number++) {
      models.add(model(Integer.toString(number).repeat(32), OLD));
    }
    var stuck = models.removeFirst();
    Requires.that(
        run("mount", "--bind", stuck.toString(), stuck.toString()) == 0,
        "the right to mount a file system");
    try {
      sweep();

      assertThat(stuck).exists();
      assertThat(models).noneMatch(Files::exists);
    } finally {
      run("umount", stuck.toString());
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
