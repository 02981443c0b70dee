package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process at a time has the name of a node. */
class NodeNamingTest {
  private static final NodeName NAME = new NodeName("gpu-1");
  private static final Announcement ANNOUNCEMENT =
      new Announcement(NAME, "1.0", 1, Set.of(ExecutionProvider.CPU), List.of("CPU"));

  @TempDir Path folder;

  @Test
  void aNameThatALivingNodeHasIsRefused() throws Exception {
    try (var database = TestDatabase.POSTGRESQL.open(folder);
        var heart = Executors.newSingleThreadScheduledExecutor()) {
      var store = new JobStore(database);
      var first = new NodeNaming(store, NAME);
      first.take(ANNOUNCEMENT);
      var second = new NodeNaming(store, NAME);
      var _ =
          heart.scheduleAtFixedRate(() -> first.live(ANNOUNCEMENT), 0, 500, TimeUnit.MILLISECONDS);

      assertThatThrownBy(second::awaitFree)
          .isInstanceOf(Conflict.class)
          .hasMessageContainingAll("gpu-1", "JELLYSCALE_NODE");
      assertThatThrownBy(() -> second.live(ANNOUNCEMENT)).isInstanceOf(Conflict.class);
      second.leave();

      assertThat(store.nodes().all()).hasSize(1);
    }
  }

  @Test
  void aDeadNodesNameIsFreeWhenItHasBeenSilent() throws Exception {
    try (var database = TestDatabase.POSTGRESQL.open(folder)) {
      var store = new JobStore(database);
      var dead = new NodeNaming(store, NAME);
      dead.take(ANNOUNCEMENT);
      var next = new NodeNaming(store, NAME);

      next.awaitFree();
      next.take(ANNOUNCEMENT);

      assertThatThrownBy(() -> dead.live(ANNOUNCEMENT)).isInstanceOf(Conflict.class);
      dead.leave();
      next.live(ANNOUNCEMENT);
      assertThat(next.scheduler()).startsWith("gpu-1#").isNotEqualTo(dead.scheduler());
    }
  }

  @Test
  void devicesThatAreCalledOtherwiseAreToldWithTheNextSignOfLife() throws Exception {
    try (var database = TestDatabase.SQLITE.open(folder)) {
      var store = new JobStore(database);
      var node = new NodeNaming(store, NAME);
      node.take(ANNOUNCEMENT);
      var before = store.nodes().all().getFirst();

      node.live(ANNOUNCEMENT.withDevices(List.of("NVIDIA H200")));

      var after = store.nodes().all().getFirst();
      assertThat(after.devices()).containsExactly("NVIDIA H200");
      assertThat(after.startedAt()).isEqualTo(before.startedAt());
    }
  }

  @Test
  void whoHoldsTheFolderOfTheDatabaseNeedNotWait() throws Exception {
    try (var database = TestDatabase.SQLITE.open(folder)) {
      var store = new JobStore(database);
      new NodeNaming(store, NAME).take(ANNOUNCEMENT);
      var next = new NodeNaming(store, NAME);
      long before = System.nanoTime();

      next.awaitFree();
      next.take(ANNOUNCEMENT);

      assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(3));
    }
  }

  @Test
  void whoNeverHadTheNameLeavesTheSegmentsOfAnother() throws Exception {
    try (var database = TestDatabase.SQLITE.open(folder)) {
      var store = new JobStore(database);
      var jobs = new TestJobs(store);
      new NodeNaming(store, TestJobs.NODE)
          .take(
              new Announcement(
                  TestJobs.NODE, "1.0", 1, Set.of(ExecutionProvider.CPU), List.of("CPU")));
      var running = jobs.begin(jobs.rendering());

      new NodeNaming(store, TestJobs.NODE).leave();

      assertThat(jobs.segment(running.segment()).state()).isInstanceOf(SegmentState.Running.class);
    }
  }
}
