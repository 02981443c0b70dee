package dev.jellyscale.jobs.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.DiskRows;
import dev.jellyscale.jobs.store.upkeep.NodeDisk;
import dev.jellyscale.jobs.store.upkeep.NodeDisk.Way;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
  private static final NodeName NODE = new NodeName("one");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int KILOBYTES = 1024;

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private JobDatabase database;
  private DiskRows rows;
  private Path work;
  private Path output;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.SQLITE.open(folder);
    rows = new DiskRows(database);
    new JobStore(database)
        .nodes()
        .started(
            new Announcement(NODE, "1", 1, Set.of(ExecutionProvider.CPU), List.of("CPU")),
            new Boot(NODE, "1"),
            Duration.ofMinutes(1));
    work = Files.createDirectory(folder.resolve("work"));
    output = Files.createDirectory(folder.resolve("out put"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private DiskWatch watch() {
    var folders = new DiskWatch.Folders(NODE, work, Optional.of(output));
    return new DiskWatch(rows, folders, new DiskFloor(3), nanos::get);
  }

  private NodeDisk told() {
    return rows.living(LONG, LONG).getFirst();
  }

  private static Way way(NodeDisk disk) {
    return disk.output().orElseThrow().way();
  }

  @Test
  void foldersOfOneFileSystemShareTheirRoom() {
    var disk = watch().measure();

    assertThat(way(disk)).isEqualTo(Way.RENAMED);
    assertThat(disk.work().orElseThrow()).isPositive();
    assertThat(disk.floor()).isEqualTo(3);
  }

  @Test
  void anotherFileSystemIsSeen() {
    try (var _ = SmallDisk.mount(output, KILOBYTES);
        var watch = watch()) {
      var disk = watch.measure();

      assertThat(way(disk)).isEqualTo(Way.COPIED);
      assertThat(disk.output().orElseThrow().free().orElseThrow()).isBetween(1L, KILOBYTES * 1024L);
    }
  }

  @Test
  void whatIsFreeIsToldAgainWhenItIsNews() throws IOException {
    try (var disk = SmallDisk.mount(work, KILOBYTES);
        var watch = watch()) {
      watch.look();
      long before = told().work().orElseThrow();
      Files.write(disk.file("some"), new byte[512 * 1024]);

      watch.look();

      assertThat(told().work().orElseThrow()).isEqualTo(before - 512 * 1024);
    }
  }

  @Test
  void whatIsNoNewsIsToldNowAndThen() {
    try (var watch = watch()) {
      watch.look();
      rows.measured(new NodeDisk(NODE, told().work(), Optional.empty(), 4));

      watch.look();
      assertThat(told().floor()).isEqualTo(4);

      nanos.addAndGet(Duration.ofSeconds(11).toNanos());
      watch.look();
      assertThat(told().floor()).isEqualTo(3);
    }
  }

  @Test
  void aFolderThatIsGoneIsToldAndMadeByNobody() throws IOException {
    try (var watch = watch()) {
      watch.look();
      Files.move(work, folder.resolve("away"));

      watch.look();
      assertThat(told().work()).isEmpty();
      assertThat(work).doesNotExist();

      Files.move(folder.resolve("away"), work);
      watch.look();
      assertThat(told().work()).isPresent();
    }
  }

  @Test
  void itIsWatchedFromItsStart() {
    try (var watch = watch()) {
      watch.start();

      assertThat(rows.living(LONG, LONG)).hasSize(1);
    }
  }
}
