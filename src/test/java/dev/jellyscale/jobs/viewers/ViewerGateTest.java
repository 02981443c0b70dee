package dev.jellyscale.jobs.viewers;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.ViewerRows;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ViewerGateTest {
  private static final NodeName ONE = new NodeName("one");
  private static final NodeName TWO = new NodeName("two");

  @TempDir Path folder;
  private final TestDatabase kind;
  private JobDatabase database;
  private JobStore store;
  private ViewerRows rows;
  private JobId id;

  ViewerGateTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    rows = new ViewerRows(database);
    id =
        store
            .jobs()
            .create(TestJobs.request(TestJobs.recipe(OptionalInt.empty())), CAUSE)
            .job()
            .id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void announce(NodeName node) {
    store
        .nodes()
        .started(
            new Announcement(node, "1", 1, Set.of(ExecutionProvider.CPU), List.of("CPU")),
            new Boot(node, "1"),
            Duration.ofMinutes(1));
  }

  private Optional<String> reason() {
    return new ViewerGate(store).look().reason(store.jobs().find(id).orElseThrow());
  }

  @Test
  void theWordOfAnyNodeKeepsTheJobsOfAll() {
    announce(ONE);
    announce(TWO);
    assertThat(reason()).isEmpty();

    assertThat(rows.told(ONE, Optional.of("PLAYBACK"))).isTrue();
    assertThat(rows.told(TWO, Optional.empty())).isTrue();

    assertThat(reason()).contains("Gives way to viewers: somebody watches in Jellyfin");
    assertThat(store.queue().standing(Set.of(id)).still()).isTrue();

    rows.told(ONE, Optional.empty());

    assertThat(reason()).isEmpty();
    assertThat(store.queue().standing(Set.of(id)).still()).isFalse();
  }

  @Test
  void theSentenceTellsToWhatJobsGiveWay() {
    announce(ONE);
    rows.told(ONE, Optional.of("GPU_TRANSCODE"));

    assertThat(reason())
        .contains("Gives way to viewers: a GPU transcodes for somebody in Jellyfin");
  }

  @Test
  void anOldWordAndThatOfANodeThatNobodyKnowsCountForNothing() {
    announce(ONE);
    rows.told(ONE, Optional.of("PLAYBACK"));
    assertThat(rows.told(TWO, Optional.of("PLAYBACK"))).isFalse();

    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE node_viewers SET told_at = told_at - :old")
                .bind("old", ViewerRows.FRESH.plusSeconds(1).toMillis())
                .execute());

    assertThat(reason()).isEmpty();
    assertThat(store.queue().standing(Set.of(id)).still()).isFalse();
  }
}
