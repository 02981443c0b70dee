package dev.jellyscale.jobs.store;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Cancelled;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.window.NamedWindow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class JobRowsTest {
  private static final int MANY = 10_000;

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;

  JobRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    store.windows().put(NamedWindow.parse("night", "22:00-06:00", "UTC"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static JobRequest request(JobRecipe recipe, String caller, String key) {
    var asked = new IdempotencyKey(key, recipe.toString());
    return new JobRequest(recipe, 7, Optional.of("night"), caller, Optional.of(asked));
  }

  private static JobRecipe recipe() {
    return TestJobs.recipe(OptionalInt.empty());
  }

  @Test
  void aJobIsReadAsItWasWritten() {
    var request = request(TestJobs.recipe(OptionalInt.of(25)), "alice", "k");

    var job = store.jobs().create(request, CAUSE).job();
    store.moves().plan(job.id(), CAUSE);
    jobs.planned(job.id(), TestJobs.plan(1));

    var read = store.jobs().find(job.id()).orElseThrow();
    assertThat(read.request()).isEqualTo(request);
    assertThat(read.plan()).contains(TestJobs.plan(1));
    assertThat(read.createdAt())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void twoRequestsWithOneKeyMakeOneJob() {
    var request = request(recipe(), "alice", "k");

    var first = store.jobs().create(request, CAUSE);
    var second = store.jobs().create(request, CAUSE);
    var ofSomebodyElse = store.jobs().create(request(recipe(), "bob", "k"), CAUSE);

    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(second.job().id()).isEqualTo(first.job().id());
    assertThat(ofSomebodyElse.isNew()).isTrue();
    assertThat(store.history().of(first.job().id(), 0, 9)).hasSize(1);
  }

  @Test
  void manyRequestsAtOnceWithOneKeyMakeOneJob() throws Exception {
    var request = request(recipe(), "alice", "k");
    Callable<JobId> create = () -> store.jobs().create(request, CAUSE).job().id();

    var ids = new HashSet<JobId>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(Collections.nCopies(8, create))) {
        ids.add(answer.get());
      }
    }

    assertThat(ids).hasSize(1);
    assertThat(store.jobs().counts()).containsOnlyKeys(Kind.QUEUED).containsValue(1);
  }

  @Test
  void aKeyThatSomethingElseWasAskedForWithIsAConflict() {
    store.jobs().create(request(recipe(), "alice", "k"), CAUSE);

    assertThatThrownBy(() -> store.jobs().create(request(recipe(), "alice", "k"), CAUSE))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void twoUnfinishedJobsCannotWriteOneFile() {
    var recipe = recipe();
    var first = store.jobs().create(TestJobs.request(recipe), CAUSE).job();
    assertThatThrownBy(() -> store.jobs().create(TestJobs.request(recipe), CAUSE))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining(recipe.output().toString());

    store.moves().fail(first.id(), TestJobs.FAULT, CAUSE);
    store.jobs().create(TestJobs.request(recipe), CAUSE);
    assertThatThrownBy(() -> store.moves().again(first.id(), CAUSE)).isInstanceOf(Conflict.class);
    assertThat(jobs.kind(first.id())).isEqualTo(Kind.FAILED);
  }

  @Test
  void theMostUrgentAndThenTheOldestComesFirst() {
    var a = jobs.queued();
    var b = jobs.queued();
    var c = jobs.queued();
    store.jobs().prioritise(c.id(), 9, CAUSE);

    assertThat(store.jobs().mostUrgent(Kind.QUEUED, Optional.empty(), 2))
        .extracting(Job::id)
        .containsExactly(c.id(), Collections.min(List.of(a.id(), b.id())));
    assertThat(store.history().of(c.id(), 0, 9).getLast().cause().why())
        .isEqualTo("priority 9 instead of 5");
  }

  @Test
  void whyAJobWaitsIsToldUntilItGoesOn() {
    var id = jobs.queued().id();
    store.jobs().waits(id, Optional.of("waits for a worker with CUDA"));
    assertThat(store.jobs().find(id).orElseThrow().waiting())
        .contains("waits for a worker with CUDA");

    store.jobs().waits(id, Optional.empty());
    assertThat(store.jobs().find(id).orElseThrow().waiting()).isEmpty();

    store.jobs().waits(id, Optional.of("waits"));
    store.moves().plan(id, CAUSE);
    assertThat(store.jobs().find(id).orElseThrow().waiting()).isEmpty();
  }

  @Test
  void aDeletedJobLeavesNothing() {
    var id = jobs.in(Kind.PUBLISHED);

    assertThat(store.jobs().delete(id)).isTrue();

    for (var table : List.of("job", "segment", "attempt", "history")) {
      assertThat(rows(table)).as(table).isZero();
    }
  }

  @Test
  void whatThrowsLeavesNothing() {
    var id = jobs.rendering();
    long entries = store.history().last();
    var before = store.segments().of(id);

    assertThatThrownBy(
            () ->
                database.change(
                    change -> {
                      var job = JobSteps.lock(change, id).orElseThrow();
                      SegmentSteps.endWithJob(change, id, CAUSE);
                      JobSteps.move(change, job, new Cancelled(), CAUSE);
                      throw new IllegalStateException("in mid-transaction");
                    }))
        .hasMessage("in mid-transaction");

    assertThat(jobs.kind(id)).isEqualTo(Kind.RENDERING);
    assertThat(store.segments().of(id)).isEqualTo(before);
    assertThat(store.history().last()).isEqualTo(entries);
  }

  @Test
  void tenThousandJobsAreReadPageByPage() {
    insertMany();
    var seen = new ArrayList<JobId>();
    for (var page = store.jobs().page(Optional.of(Kind.QUEUED), Optional.empty(), 500);
        !page.isEmpty();
        page = store.jobs().page(Optional.of(Kind.QUEUED), Optional.of(seen.getLast()), 500)) {
      page.forEach(job -> seen.add(job.id()));
    }

    assertThat(seen).hasSize(MANY).isSortedAccordingTo(Collections.reverseOrder());
    long began = System.nanoTime();
    assertThat(store.jobs().mostUrgent(Kind.QUEUED, Optional.empty(), 10)).hasSize(10);
    System.out.printf(
        "%s: poll of %d jobs in %d us%n", kind, MANY, (System.nanoTime() - began) / 1000);
  }

  private void insertMany() {
    database.change(
        change -> {
          var recipe = StoredJson.write(recipe());
          try (var batch =
              change
                  .handle()
                  .prepareBatch(
                      """
                      INSERT INTO job (
                        id, caller, recipe, output, priority, state, created_at, changed_at)
                      VALUES (:id, 'x', :recipe, :output, 5, 'QUEUED', 0, 0)
                      """)) {
            for (int i = 0; i < MANY; i++) {
              batch
                  .bind("id", JobId.at(change.instant().plusMillis(i / 3)).value())
                  .bind("recipe", recipe)
                  .bind("output", "output:" + i)
                  .add();
            }
            return batch.execute().length;
          }
        });
  }

  @Test
  void theQueueStandsStillUntilItIsResumed() {
    var queue = store.queue();
    assertThat(queue.state().paused()).isFalse();

    assertThat(queue.pause(CAUSE)).isTrue();
    assertThat(queue.pause(CAUSE)).isFalse();
    assertThat(queue.state().paused()).isTrue();
    assertThat(queue.state().cause()).isEqualTo(CAUSE);
    assertThat(queue.resume(CAUSE)).isTrue();
    assertThat(queue.resume(CAUSE)).isFalse();
  }

  private int rows(String table) {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }
}
