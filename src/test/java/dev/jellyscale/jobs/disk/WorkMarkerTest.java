package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.MountPoint;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow;
import dev.jellyscale.jobs.store.upkeep.WorkDirectoryRow.Known;
import dev.jellyscale.protocol.ExecutionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node works in none but the work directory in which the files of its jobs lie. */
class WorkMarkerTest {
  private static final NodeName NODE = new NodeName("one");

  @TempDir Path folder;
  private final AtomicLong time = new AtomicLong();
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

  private void live(String name) {
    var node = new NodeName(name);
    new JobStore(database)
        .nodes()
        .started(
            new Announcement(node, "test", 1, Set.of(ExecutionProvider.CPU), List.of()),
            new Boot(node, "b"),
            Duration.ofSeconds(1));
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
    markers.forEach(marker -> marker.look(row, NODE));

    assertThat(markers).allMatch(WorkMarker::isRight);
  }

  @Test
  void whoWasKilledBeforeItWroteTheMarkerIsMadeUpForThoughOthersLive() throws IOException {
    var place = jobs + " on " + MountPoint.of(folder).orElseThrow();
    row.take("the one", place);
    live("two");

    assertThat(claimed().isRight()).isTrue();
    assertThat(jobs.resolve(WorkMarker.NAME)).hasContent("the one");
    assertThat(row.known()).contains(new Known("the one", place, true));
  }

  @Test
  void nodesThatStartTogetherWithAnEmptiedFolderTakeItAgainInTheEnd() throws IOException {
    claimed();
    Files.delete(jobs.resolve(WorkMarker.NAME));
    live("two");
    var waiting = new WorkMarker(jobs, time::get);
    waiting.claim(row, NODE);
    time.addAndGet(TimeUnit.SECONDS.toNanos(30));
    waiting.look(row, NODE);
    assertThat(waiting.isRight()).isFalse();

    time.incrementAndGet();
    waiting.look(row, NODE);

    assertThat(waiting.isRight()).isTrue();
  }

  @Test
  void anEmptyFolderIsNeverTakenWhereAnotherNodeFindsTheRightOne() throws IOException {
    claimed();
    Files.delete(jobs.resolve(WorkMarker.NAME));
    live("two");
    new DiskRows(database)
        .measured(new NodeDisk(new NodeName("two"), OptionalLong.of(1), Optional.empty(), 0));
    var waiting = new WorkMarker(jobs, time::get);
    waiting.claim(row, NODE);
    time.addAndGet(TimeUnit.HOURS.toNanos(1));
    waiting.look(row, NODE);

    assertThat(waiting.isRight()).isFalse();
    assertThat(jobs).isEmptyDirectory();
  }

  @Test
  void aFolderThatComesBackIsTheRightOneAgain() throws IOException {
    var marker = claimed();
    var away = Files.move(jobs, folder.resolve("away"));
    Files.createDirectory(jobs);
    marker.look(row, NODE);

    assertThat(marker.isRight()).isFalse();
    assertThat(marker.trouble().orElseThrow()).contains("JELLYSCALE_WORK").contains("mounted");
    Files.delete(jobs);
    Files.move(away, jobs);
    marker.look(row, NODE);

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
  void anotherPathIsNotTakenForTheFolderThatWasEmptied() {
    claimed();
    var elsewhere = new WorkMarker(folder.resolve("elsewhere/jobs"));
    elsewhere.claim(row, NODE);

    assertThat(elsewhere.isRight()).isFalse();
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void whatIsTakenAgainHasANewMarker() throws IOException {
    var before = claimed();
    var away = Files.move(jobs, folder.resolve("away"));
    assertThat(claimed().isRight()).isTrue();
    remove(jobs);
    Files.move(away, jobs);
    before.look(row, NODE);

    assertThat(before.trouble().orElseThrow()).contains("another database");
  }

  private static void remove(Path folder) throws IOException {
    Files.delete(folder.resolve(WorkMarker.NAME));
    Files.delete(folder);
  }

  @Test
  void aMountPointWithoutItsDiskIsNotTaken() throws IOException {
    row.take("the one", jobs + " on /mnt/elsewhere");
    row.written();
    var waiting = claimed();

    assertThat(waiting.isRight()).isFalse();
    assertThat(jobs).doesNotExist();
    Files.createDirectories(jobs);
    Files.writeString(jobs.resolve(WorkMarker.NAME), "the one");
    waiting.look(row, NODE);

    assertThat(waiting.isRight()).isTrue();
  }

  @Test
  void anEmptyFolderIsNotTakenWhereAnotherNodeLives() throws IOException {
    claimed();
    Files.delete(jobs.resolve(WorkMarker.NAME));
    live("two");

    assertThat(claimed().isRight()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFolderOfOtherJobsIsNotTaken(boolean empty) throws IOException {
    Files.createDirectories(empty ? jobs : jobs.resolve("somebody"));
    Files.writeString(jobs.resolve(WorkMarker.NAME), "another");

    assertThat(claimed().trouble().orElseThrow()).contains("another database");
    assertThat(row.known()).isEmpty();
  }
}
