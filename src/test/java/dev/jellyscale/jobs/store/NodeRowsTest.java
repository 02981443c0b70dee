package dev.jellyscale.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class NodeRowsTest {
  private static final NodeName NAME = new NodeName("gpu_1");
  private static final Boot FIRST = new Boot(NAME, "aa");
  private static final Boot SECOND = new Boot(NAME, "bb");
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration NO_TIME = Duration.ofMillis(-1);
  private static final Announcement ANNOUNCEMENT =
      new Announcement(
          NAME, "1.0", 2, Set.of(ExecutionProvider.CPU, ExecutionProvider.CUDA), List.of("A"));

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private NodeRows nodes;
  private TestJobs jobs;

  NodeRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    nodes = new JobStore(database).nodes();
    jobs = new TestJobs(new JobStore(database));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aNodeIsSeenUntilItIsGone() {
    nodes.started(ANNOUNCEMENT, FIRST, LONG);
    assertThat(nodes.alive(FIRST)).isTrue();
    nodes.draining(FIRST);

    var node = nodes.seenWithin(Duration.ofSeconds(20)).getFirst();
    assertThat(node.providers()).contains(ExecutionProvider.CUDA);
    assertThat(node.draining()).isTrue();
    nodes.gone(FIRST);
    assertThat(nodes.all()).isEmpty();
    assertThat(nodes.alive(FIRST)).isFalse();
  }

  @Test
  void aNameIsTakenFromASilentNodeAlone() {
    assertThat(nodes.started(ANNOUNCEMENT, FIRST, LONG)).isTrue();
    assertThat(nodes.started(ANNOUNCEMENT, FIRST, LONG)).isTrue();
    assertThat(nodes.hasRival(FIRST, LONG)).isFalse();

    assertThat(nodes.hasRival(SECOND, LONG)).isTrue();
    assertThat(nodes.started(ANNOUNCEMENT, SECOND, LONG)).isFalse();
    assertThat(nodes.started(ANNOUNCEMENT, SECOND, NO_TIME)).isTrue();

    assertThat(nodes.alive(FIRST)).isFalse();
    nodes.gone(FIRST);
    assertThat(nodes.alive(SECOND)).isTrue();
  }

  @Test
  void whatADeadNodeHasLeftIsFreedAndNothingElse() {
    var leftovers = new JobStore(database).leftovers();
    var id = jobs.rendering();
    var attempt = jobs.begin(id);
    for (var picker :
        List.of("gpu_1#aa-devices", "gpu_1#bb-devices", "gpux1#aa-files", "gpu_11#aa-files")) {
      execution(picker);
    }
    execution(null);

    assertThat(leftovers.forget("gpu_1#", "gpu_1#bb")).isEqualTo(1);
    assertThat(leftovers.lose(new NodeName("other"), TestJobs.CAUSE)).isZero();
    assertThat(leftovers.lose(attempt.node(), TestJobs.CAUSE)).isEqualTo(1);
    assertThat(leftovers.forget("gpu_1#bb", "")).isEqualTo(1);

    assertThat(pickers()).containsExactly("gpu_11#aa-files", "gpux1#aa-files");
    assertThat(new JobStore(database).segments().running()).isEmpty();
    var segment = jobs.segment(attempt.segment());
    assertThat(segment.failures()).isZero();
    assertThat(
            new JobStore(database)
                .segmentWork()
                .rendered(attempt, TestJobs.file(1), TestJobs.CAUSE))
        .isFalse();
  }

  private void execution(@Nullable String picker) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate(
                    """
                    INSERT INTO scheduled_tasks (
                      task_name, task_instance, execution_time, picked, picked_by, version)
                    VALUES ('segment-cpu', :instance, CURRENT_TIMESTAMP, :picked, :picker, 1)
                    """)
                .bind("instance", "of " + picker)
                .bind("picked", picker != null)
                .bind("picker", picker)
                .execute());
  }

  private List<String> pickers() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT picked_by FROM scheduled_tasks WHERE picked_by IS NOT NULL ORDER BY 1")
                .mapTo(String.class)
                .list());
  }
}
