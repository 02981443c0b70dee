package dev.jellyscale.jobs.store.owner;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.owner.BoundedAnswer.Full;
import dev.jellyscale.jobs.store.owner.BoundedAnswer.Taken;
import dev.jellyscale.jobs.store.owner.BoundedAnswer.UsedUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class OwnerRowsTest {
  private static final JobBounds FREE = new JobBounds(OptionalInt.empty(), 1000);
  private static final JobBounds TWO_A_DAY = new JobBounds(OptionalInt.of(2), 1000);

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;

  OwnerRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static JobRequest of(String caller, JobRecipe recipe) {
    return new JobRequest(recipe, 5, Optional.empty(), caller, Optional.empty());
  }

  private static JobRequest another(String caller) {
    return of(caller, TestJobs.recipe(OptionalInt.empty()));
  }

  private BoundedAnswer ask(JobRequest request, JobBounds bounds) {
    return store.owners().create(request, CAUSE, bounds);
  }

  private Job made(JobRequest request) {
    return ((Taken) ask(request, FREE)).job();
  }

  private void created(JobId id, Duration ago) {
    long then = database.clock().instant().minus(ago).toEpochMilli();
    database.change(
        change ->
            change
                .handle()
                .createUpdate("UPDATE job SET created_at = :then WHERE id = :id")
                .bind("then", then)
                .bind("id", id.value())
                .execute());
  }

  @Test
  void sameWishOfACallerIsOneJobWhileItIsUnfinished() {
    var request = another("ann");

    var first = (Taken) ask(request, FREE);
    var second = (Taken) ask(request, FREE);
    store.moves().cancel(first.job().id(), CAUSE);
    var third = (Taken) ask(request, FREE);

    assertThat(first.isNew()).isTrue();
    assertThat(second).isEqualTo(new Taken(first.job(), false));
    assertThat(third.isNew()).isTrue();
    assertThat(third.job().id()).isNotEqualTo(first.job().id());
  }

  @Test
  void sameOutputOfAnotherWishOrCallerIsAConflict() {
    var request = another("ann");
    var recipe = request.recipe();
    made(request);
    var other =
        new JobRecipe(
            RootedPath.parse("media:films/b.mkv"),
            recipe.output(),
            recipe.model(),
            recipe.scale(),
            recipe.encoder(),
            recipe.provider(),
            recipe.framesPerSegment());

    assertThatThrownBy(() -> ask(of("ann", other), FREE)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> ask(of("bob", recipe), FREE)).isInstanceOf(Conflict.class);
  }

  @Test
  void quotaCountsADaysJobsWhateverBecameOfThem() {
    var first = ((Taken) ask(another("ann"), TWO_A_DAY)).job().id();
    var second = ((Taken) ask(another("ann"), TWO_A_DAY)).job().id();
    store.moves().cancel(first, CAUSE);
    created(first, Duration.ofHours(20));
    created(second, Duration.ofHours(10));

    var refused = (UsedUp) ask(another("ann"), TWO_A_DAY);

    assertThat(refused.rest()).isBetween(Duration.ofMinutes(239), Duration.ofHours(4));
    assertThat(ask(another("bob"), TWO_A_DAY)).isInstanceOf(Taken.class);
    created(first, Duration.ofHours(25));
    assertThat(ask(another("ann"), TWO_A_DAY)).isInstanceOf(Taken.class);
  }

  @Test
  void whoAsksAgainForTheSameNeedsNoMoreOfHisQuota() {
    var request = another("ann");
    ask(request, TWO_A_DAY);
    ask(another("ann"), TWO_A_DAY);

    assertThat(ask(request, TWO_A_DAY)).isInstanceOf(Taken.class);
    assertThat(ask(another("ann"), TWO_A_DAY)).isInstanceOf(UsedUp.class);
  }

  @Test
  void quotaOfNoneIsUsedUp() {
    assertThat(ask(another("ann"), new JobBounds(OptionalInt.of(0), 10)))
        .isInstanceOf(UsedUp.class);
  }

  @Test
  void manyWhoAskAtOnceGetNoMoreThanTheQuota() throws Exception {
    var asking =
        IntStream.range(0, 8)
            .<Callable<BoundedAnswer>>mapToObj(_ -> () -> ask(another("ann"), TWO_A_DAY))
            .toList();

    List<BoundedAnswer> answers;
    try (var threads = Executors.newFixedThreadPool(8)) {
      answers = threads.invokeAll(asking).stream().map(Future::resultNow).toList();
    }

    assertThat(answers).filteredOn(Taken.class::isInstance).hasSize(2);
    assertThat(answers).filteredOn(UsedUp.class::isInstance).hasSize(6);
  }

  @Test
  void fullQueueTakesNoMore() {
    var bounds = new JobBounds(OptionalInt.empty(), 1);
    var first = ((Taken) ask(another("ann"), bounds)).job();

    assertThat(ask(another("bob"), bounds)).isEqualTo(new Full(1));
    store.moves().plan(first.id(), CAUSE);
    assertThat(ask(another("bob"), bounds)).isInstanceOf(Taken.class);
  }

  @Test
  void everybodySeesHisOwn() {
    var anns = made(another("ann"));
    var bobs = made(another("bob"));
    store.jobs().prioritise(bobs.id(), 9, CAUSE);
    var ended = made(another("ann"));
    store.moves().cancel(ended.id(), CAUSE);
    var ann = Optional.of("ann");

    assertThat(store.owners().unfinished(ann, 10)).extracting(Job::id).containsExactly(anns.id());
    assertThat(store.owners().unfinished(Optional.empty(), 10))
        .extracting(Job::id)
        .containsExactly(bobs.id(), anns.id());
    assertThat(store.owners().finished(ann, 10)).extracting(Job::id).containsExactly(ended.id());
    assertThat(store.owners().finished(Optional.of("bob"), 10)).isEmpty();
    assertThat(store.owners().counts(ann)).containsOnlyKeys(Kind.QUEUED, Kind.CANCELLED);
    assertThat(store.owners().lastEnd(ann)).isPresent();
    assertThat(store.owners().lastEnd(Optional.of("bob"))).isEmpty();
  }

  @Test
  void positionCountsWhoGoesBefore() {
    var first = made(another("ann"));
    var second = made(another("ann"));

    assertThat(store.owners().position(first)).isEqualTo(1);
    assertThat(store.owners().position(second)).isEqualTo(2);
    store.moves().plan(second.id(), CAUSE);
    assertThat(store.owners().position(second)).isZero();
  }
}
