package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow.Known;
import dev.jellyscale.protocol.ExecutionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node works in none but the work directory in which the files of its jobs lie. */
class WorkMarkerTest {
  private static final NodeName NODE = new NodeName("one");

  @TempDir Path folder;
  private JobDatabase database;
  private WorkDirectoryRow row;
  private Path jobs;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.SQLITE.open(Files.createDirectories(folder.resolve("db")));
    row = new WorkDirectoryRow(database);
    jobs = folder.resolve("work/jobs");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private WorkMarker claimed() {
    var marker = new WorkMarker(jobs);
    marker.claim(row, NODE);
    return marker;
  }

  @Test
  void theFirstNodeTakesItsFolderAndKnowsItAgain() {
    assertThat(claimed().isRight()).isTrue();
    assertThat(claimed().trouble()).isEmpty();
  }

  @Test
  void nodesThatComeAtOnceShareOneFolder() {
    var markers = IntStream.range(0, 8).parallel().mapToObj(_ -> claimed()).toList();
    markers.forEach(marker -> marker.look(row));

    assertThat(markers).allMatch(WorkMarker::isRight);
  }

  @Test
  void whoWasKilledBeforeItWroteTheMarkerIsMadeUpFor() throws IOException {
    var before = claimed();
    var mounted = row.known().orElseThrow();
    Files.delete(jobs.resolve(WorkMarker.NAME));

    assertThat(claimed().isRight()).isTrue();
    assertThat(row.known()).contains(mounted);
    assertThat(before.isRight()).isTrue();
  }

  @Test
  void aFolderThatComesBackIsTheRightOneAgain() throws IOException {
    var marker = claimed();
    var away = Files.move(jobs, folder.resolve("away"));
    Files.createDirectory(jobs);
    marker.look(row);

    assertThat(marker.isRight()).isFalse();
    assertThat(marker.trouble().orElseThrow()).contains("JELLYSCALE_WORK").contains("mounted");
    Files.delete(jobs);
    Files.move(away, jobs);
    marker.look(row);

    assertThat(marker.isRight()).isTrue();
    assertThat(marker.trouble()).isEmpty();
  }

  @Test
  void aFolderThatWasEmptiedIsTakenAgainByANodeAlone() throws IOException {
    claimed();
    Files.delete(jobs.resolve(WorkMarker.NAME));

    assertThat(claimed().isRight()).isTrue();
  }

  @Test
  void aMountPointWithoutItsDiskIsNotTaken() throws IOException {
    row.take(new Known("the one", "/mnt/elsewhere"));
    var waiting = claimed();

    assertThat(waiting.isRight()).isFalse();
    assertThat(jobs).doesNotExist();
    Files.createDirectories(jobs);
    Files.writeString(jobs.resolve(WorkMarker.NAME), "the one");
    waiting.look(row);

    assertThat(waiting.isRight()).isTrue();
  }

  @Test
  void anEmptyFolderIsNotTakenWhereAnotherNodeLives() throws IOException {
    claimed();
    Files.delete(jobs.resolve(WorkMarker.NAME));
    var other = new NodeName("two");
    new JobStore(database)
        .nodes()
        .started(
            new Announcement(other, "test", 1, Set.of(ExecutionProvider.CPU), List.of()),
            new Boot(other, "b"),
            Duration.ofSeconds(1));

    assertThat(claimed().isRight()).isFalse();
  }

  @Test
  void aFolderOfOtherJobsIsNotTaken() throws IOException {
    Files.createDirectories(jobs.resolve("somebody"));
    Files.writeString(jobs.resolve(WorkMarker.NAME), "another");

    assertThat(claimed().trouble().orElseThrow()).contains("another database");
  }
}
