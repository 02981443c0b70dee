package dev.jellyscale.jobs.schedule;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.NodeRows.Announcement;
import dev.jellyscale.jobs.store.NodeRows.Boot;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
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

/** What a node sees of many jobs, and what comes of it in the scheduler's table. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SurveyTest {
  private static final Boot BOOT = new Boot(new NodeName("node-1"), "1");
  private static final String SHUT = "Outside its window";
  private static final ModelId MODEL = new ModelId("bicubic-x2");

  @TempDir Path folder;
  private final TestDatabase kind;
  private final Set<JobId> gated = new HashSet<>();
  private boolean gateAll;
  private final QueueGate gate =
      () -> job -> gateAll || gated.contains(job.id()) ? Optional.of(SHUT) : Optional.empty();
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private Executions executions;
  private Reconciler reconciler;

  SurveyTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    executions = new Executions(database.dataSource(), database.clock());
    reconciler = new Reconciler(store, executions, "node-1", gate);
    live();
  }

  /** A slow machine may need longer for a test than a node may be silent. */
  private void live() {
    var providers = Set.of(ExecutionProvider.CPU);
    var node = new Announcement(BOOT.name(), "test", 2, providers, List.of());
    assertThat(store.nodes().started(node, BOOT, Duration.ofSeconds(20))).isTrue();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private JobId queued(int priority) {
    return queued(priority, TestJobs.recipe(OptionalInt.empty()));
  }

  private JobId queued(int priority, JobRecipe recipe) {
    var request = new JobRequest(recipe, priority, Optional.empty(), "me", Optional.empty());
    return store.jobs().create(request, CAUSE).job().id();
  }

  private List<String> scheduled() {
    return executions.standing().stream().map(one -> one.key().toString()).sorted().toList();
  }

  @Test
  void aJobBehindManyThatMayNotBeginIsNotStarved() {
    int many = Survey.PAGE * (Survey.PAGES + 2);
    for (int i = 0; i < many; i++) {
      gated.add(queued(9));
    }
    var last = queued(1);
    int looks = 0;
    while (scheduled().isEmpty()) {
      assertThat(++looks).isLessThan(5);
      live();
      reconciler.reconcile();
    }

    assertThat(scheduled()).containsExactly("plan " + last);
    reconciler.reconcile();
    assertThat(scheduled()).as("it stays while others are looked at").hasSize(1);
    assertThat(gated)
        .allSatisfy(id -> assertThat(store.jobs().find(id).flatMap(Job::waiting)).contains(SHUT));
  }

  @Test
  void manyThatWaitForOneDeviceDoNotHideWhatAnotherCouldDo() {
    var providers = Set.of(ExecutionProvider.CUDA);
    var second = new Boot(new NodeName("node-2"), "1");
    var node = new Announcement(second.name(), "test", 1, providers, List.of());
    assertThat(store.nodes().started(node, second, Duration.ofSeconds(20))).isTrue();
    for (int i = 0; i < Survey.PAGE * 2; i++) {
      queued(9, on(ExecutionProvider.CUDA));
    }
    var other = queued(1, on(ExecutionProvider.CPU));
    reconciler.reconcile();

    assertThat(scheduled()).hasSize(1 + Reconciliation.AHEAD + 1).contains("plan " + other);
  }

  private static JobRecipe on(ExecutionProvider provider) {
    var recipe = TestJobs.recipe(OptionalInt.empty());
    return new JobRecipe(
        recipe.source(),
        recipe.output(),
        recipe.model(),
        recipe.scale(),
        recipe.encoder(),
        Optional.of(provider),
        recipe.framesPerSegment());
  }

  @Test
  void aJobThatMayBeginAgainIsSeenFirst() {
    var urgent = queued(9);
    gated.add(urgent);
    var usual = queued(5);
    reconciler.reconcile();
    gated.clear();
    reconciler.reconcile();

    assertThat(scheduled()).containsExactlyInAnyOrder("plan " + urgent, "plan " + usual);
    assertThat(store.jobs().find(urgent).orElseThrow().waiting()).isEmpty();
  }

  @Test
  void anotherPriorityIsScheduledAnew() {
    var id = jobs.rendering(OptionalInt.of((int) TestJobs.FRAMES));
    reconciler.reconcile();
    assertThat(executions.standing()).extracting(StandingExecution::priority).containsExactly(5);

    store.jobs().prioritise(id, 8, CAUSE);
    reconciler.reconcile();

    assertThat(executions.standing()).extracting(StandingExecution::priority).containsExactly(8);
    assertThat(store.history().of(id, 0, 99).getLast().cause().why())
        .isEqualTo("priority 8 instead of 5");
  }

  @Test
  void aModelAtItsLimitLetsOthersWaitAloud() {
    store.modelLimits().put(MODEL, 1);
    var first = jobs.rendering();
    var second = jobs.rendering();
    reconciler.reconcile();
    assertThat(scheduled()).hasSize(1);

    assertThat(store.jobs().find(second).flatMap(Job::waiting))
        .contains("Model 'bicubic-x2' renders as many segments as it may, 1 at a time");
    assertThat(store.jobs().find(first).flatMap(Job::waiting)).isEmpty();
    jobs.begin(first);
    reconciler.reconcile();
    assertThat(scheduled()).hasSize(1);

    store.modelLimits().remove(MODEL);
    reconciler.reconcile();
    assertThat(scheduled()).hasSize(4);
    assertThat(store.jobs().find(second).flatMap(Job::waiting)).isEmpty();
  }

  @Test
  void whatIsDoneIsJoinedThoughNobodyCouldRenderMore() {
    var id = jobs.rendering();
    jobs.finishAll(id);
    store.nodes().gone(BOOT);
    reconciler.reconcile();
    reconciler.reconcile();

    assertThat(scheduled()).containsExactly("assemble " + id);
  }

  @Test
  void tenThousandJobsThatMayNotBeginCostALookLittle() {
    var template = queued(5);
    copies(template, 10_000);
    gateAll = true;
    reconciler.reconcile();
    long begin = System.nanoTime();
    int looks = 5;
    for (int i = 0; i < looks; i++) {
      reconciler.reconcile();
    }
    long gated = (System.nanoTime() - begin) / looks / 1_000_000;
    gateAll = false;
    begin = System.nanoTime();
    for (int i = 0; i < looks; i++) {
      reconciler.reconcile();
    }
    System.out.printf(
        "%s: a look at 10,000 jobs took %d ms where all were gated, and %d ms where none was%n",
        kind, gated, (System.nanoTime() - begin) / looks / 1_000_000);

    assertThat(scheduled()).hasSize(4);
  }

  private void copies(JobId template, int count) {
    var recipe =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT recipe FROM job WHERE id = :id")
                    .bind("id", template.value())
                    .mapTo(String.class)
                    .one());
    database.change(
        change -> {
          try (var batch =
              change
                  .handle()
                  .prepareBatch(
                      """
                      INSERT INTO job (
                        id, caller, recipe, output, model, priority, state, created_at, changed_at)
                      VALUES (:id, 'x', :recipe, :id, 'bicubic-x2', 5, 'QUEUED', 0, 0)
                      """)) {
            for (int i = 0; i < count; i++) {
              batch.bind("id", JobId.at(change.instant()).value()).bind("recipe", recipe).add();
            }
            return batch.execute().length;
          }
        });
  }
}
