package dev.jellyscale.jobs.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.store.upkeep.TidyRows.Left;
import dev.jellyscale.jobs.store.upkeep.TidyRows.Page;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CopySweepTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private Path output;

  CopySweepTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    output = Files.createDirectory(folder.resolve("out"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MediaRoots roots() {
    return new MediaRoots(Map.of(MediaRoots.OUTPUT, output));
  }

  private void sweep() {
    new CopySweep(store, roots()).sweep();
  }

  private Path copy(JobId job, int attempt) throws IOException {
    return Files.writeString(
        output.resolve(".jellyscale-%s.%d.part".formatted(job, attempt)), "film");
  }

  private List<Left> untidy() {
    return new TidyRows(database).untidy(Instant.now().plus(DAY), new Page(0, 9));
  }

  @Test
  void hiddenCopiesOfJobsThatAreOverGo() throws IOException {
    var cancelled = jobs.in(Kind.CANCELLED);
    jobs.age(cancelled, DAY);
    var deleted = jobs.in(Kind.FAILED);
    var publishing = jobs.in(Kind.VERIFYING);
    var left = List.of(copy(cancelled, 2), copy(cancelled, 3), copy(deleted, 1));
    var living = copy(publishing, 1);
    var just = copy(jobs.in(Kind.CANCELLED), 1);
    var ofSomebodyElse = Files.writeString(output.resolve(".jellyscale-mine.part"), "x");
    assertThat(store.jobs().delete(deleted)).isTrue();

    sweep();

    assertThat(left).noneMatch(Files::exists);
    assertThat(Stream.of(living, just, ofSomebodyElse)).allMatch(Files::exists);
    assertThat(new TidyRows(database).forgotten(new Page(0, 9))).isEmpty();
    assertThat(untidy()).hasSize(1);
  }

  @Test
  void copiesThatCannotBeRemovedKeepNobodyElsesFromGoing() throws IOException {
    Files.writeString(output.resolve("file"), "no folder");
    for (int i = 0; i < 5; i++) {
      var stuck = jobs.in(Kind.CANCELLED);
      publishes(stuck, "output:file/%d.mkv".formatted(i));
      jobs.age(stuck, DAY.multipliedBy(2));
    }
    var younger = jobs.in(Kind.CANCELLED);
    jobs.age(younger, DAY);
    var left = copy(younger, 1);

    new CopySweep(store, roots(), 2).sweep();

    assertThat(left).doesNotExist();
    assertThat(untidy()).hasSize(5);
  }

  private void publishes(JobId job, String place) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE job SET output = :place WHERE id = :id")
                .bind("place", place)
                .bind("id", job.value())
                .execute());
  }

  @Test
  void copiesAreLookedForLaterWhereTheOutputIsNotThere() throws IOException {
    var cancelled = jobs.in(Kind.CANCELLED);
    jobs.age(cancelled, DAY);
    copy(cancelled, 2);
    Files.move(output, folder.resolve("away"));
    sweep();
    Files.move(folder.resolve("away"), output);

    sweep();

    try (var left = Files.list(output)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void copiesAreLookedForLaterWhereTheOutputMayNotBeWrittenTo() throws Exception {
    var cancelled = jobs.in(Kind.CANCELLED);
    jobs.age(cancelled, DAY);
    try (var disk = SmallDisk.mount(output, 64)) {
      var left = copy(cancelled, 2);
      disk.remount(true);

      sweep();
      assertThat(left).exists();
      assertThat(untidy()).hasSize(1);

      disk.remount(false);
      sweep();
      assertThat(left).doesNotExist();
      assertThat(untidy()).isEmpty();
    }
  }

  @Test
  void aPlaceToWhichNobodyPublishesIsDoneWith() {
    var cancelled = jobs.in(Kind.CANCELLED);
    publishes(cancelled, "media:films/a.mkv");
    jobs.age(cancelled, DAY);

    sweep();

    assertThat(untidy()).isEmpty();
  }
}
