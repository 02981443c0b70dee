package dev.jellyscale.jobs.store.published;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.Content;
import dev.jellyscale.jobs.publish.PublishedFile.Listing;
import dev.jellyscale.jobs.publish.PublishedFile.Making;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.Origin;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.publish.errand.Errand;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.Fingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Films from their intention to their end, and what Jellyfin hears of them. */
@ParameterizedClass
@EnumSource
class PublishedRowsTest {
  private static final ItemId ITEM = new ItemId("ab".repeat(16));

  private final TestDatabase kind;
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;

  PublishedRowsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PublishedFile file(JobId job, Mode mode) {
    var place = RootedPath.parse("media:films/a.mkv");
    return new PublishedFile(
        job,
        State.INTENDED,
        new Placing(
            mode,
            place,
            mode == Mode.REPLACE
                ? Optional.of(RootedPath.parse("media:films/a.mkv.jellyscale-original"))
                : Optional.empty(),
            Optional.of("a note")),
        new Origin(place, new Fingerprint(5_000_000_000L, 17, TestJobs.SHA256)),
        new Making(
            new ModelId("swift-x2"), TestJobs.SHA256, new Size(3840, 2160), "libx265 crf=18"),
        new Content(6_000_000_000L, TestJobs.SHA256),
        new Listing(Optional.of(ITEM), Optional.empty(), mode != Mode.OUTPUT),
        Instant.EPOCH);
  }

  private FileAttempt verifying() {
    var job = jobs.in(Kind.VERIFYING);
    return store.fileWork().begin(job, Kind.VERIFYING, CAUSE).orElseThrow();
  }

  private FileAttempt intended(Mode mode, String why) {
    var attempt = verifying();
    var file = file(attempt.job(), mode);
    var made = List.of(RootedPath.parse("media:films"));
    assertThat(store.fileWork().intended(attempt, file, made, new Cause("node-1", why))).isTrue();
    return attempt;
  }

  private PublishedFile found(JobId job) {
    return store.published().find(job).orElseThrow();
  }

  private List<Errand.Kind> pending(JobId job) {
    return store.errands().pending(job).stream().map(Errand::kind).toList();
  }

  private List<String> history(JobId job) {
    return store.history().of(job, 0, 1000).stream()
        .map(HistoryEntry::cause)
        .map(Cause::why)
        .toList();
  }

  @Test
  void whereAFilmShallGoIsKeptWithItsJob() {
    var wish =
        new PublishWish(
            Optional.of(PublishWish.Mode.VERSION), Optional.of(ITEM), Optional.of("AI"), true);
    var recipe = TestJobs.recipe(OptionalInt.empty());
    var request = new JobRequest(recipe, 5, Optional.empty(), "me", wish, Optional.empty());
    var job = store.jobs().create(request, CAUSE).job();

    assertThat(store.jobs().find(job.id()).orElseThrow().request().publish()).isEqualTo(wish);
    assertThat(jobs.queued().request().publish()).isEqualTo(PublishWish.NONE);
  }

  @Test
  void anIntentionComesBackAsItWasWrittenAndIsToldWhereThereIsWhy() {
    var job = intended(Mode.REPLACE, "merge instead").job();

    var expected = file(job, Mode.REPLACE);
    assertThat(found(job))
        .usingRecursiveComparison()
        .ignoringFields("changedAt")
        .isEqualTo(expected);
    assertThat(history(job)).contains("merge instead");
    assertThat(history(intended(Mode.OUTPUT, "").job())).doesNotContain("");
    assertThat(store.published().page(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void whoIsLateIntendsNothing() {
    var late = verifying();
    assertThat(store.fileWork().begin(late.job(), Kind.VERIFYING, CAUSE)).isPresent();

    assertThat(store.fileWork().intended(late, file(late.job(), Mode.MERGE), List.of(), CAUSE))
        .isFalse();
    assertThat(store.published().find(late.job())).isEmpty();
  }

  @Test
  void aJobAndItsFilmArePublishedAtOnceAndJellyfinIsToHear() {
    var attempt = intended(Mode.MERGE, "");
    assertThat(store.fileWork().published(attempt, CAUSE)).isTrue();

    assertThat(found(attempt.job()).state()).isEqualTo(State.PLACED);
    assertThat(pending(attempt.job())).containsExactly(Errand.Kind.TELL);
    var silent = intended(Mode.OUTPUT, "");
    store.fileWork().published(silent, CAUSE);
    assertThat(pending(silent.job())).isEmpty();
  }

  @Test
  void pagesHoldStillAndOutliveJobs() {
    var first = intended(Mode.MERGE, "");
    store.fileWork().published(first, CAUSE);
    var second = intended(Mode.MERGE, "");
    store.fileWork().published(second, CAUSE);

    var page = store.published().page(Optional.empty(), 1);
    assertThat(page).extracting(PublishedFile::job).containsExactly(second.job());
    assertThat(store.published().page(Optional.of(second.job()), 5))
        .extracting(PublishedFile::job)
        .containsExactly(first.job());
    store.jobs().delete(first.job());
    assertThat(store.published().find(first.job())).isPresent();
  }

  @Test
  void whatIsTakenAwayIsToldOfByItsEndAlone() {
    var attempt = intended(Mode.MERGE, "");
    store.fileWork().published(attempt, CAUSE);
    var job = attempt.job();
    assertThat(store.published().move(job, State.PLACED, State.REMOVING)).isTrue();
    assertThat(store.published().move(job, State.PLACED, State.REMOVING)).isFalse();

    assertThat(store.published().removed(found(job))).isTrue();

    assertThat(found(job).state()).isEqualTo(State.REMOVED);
    assertThat(pending(job)).containsExactly(Errand.Kind.TELL);
    assertThat(store.published().removed(found(job))).isFalse();
  }

  @Test
  void whatWasMergedIsSplitFirst() {
    var attempt = intended(Mode.MERGE, "");
    store.fileWork().published(attempt, CAUSE);
    var job = attempt.job();
    store.published().merged(job, ITEM);
    store.published().move(job, State.PLACED, State.REMOVING);
    store.published().removed(found(job));

    assertThat(pending(job)).containsExactly(Errand.Kind.SPLIT);
  }

  @Test
  void whatAKillLeftIsFoundWhenItsJobIsOver() {
    var attempt = intended(Mode.REPLACE, "");
    var job = attempt.job();
    var later = database.clock().instant().plusSeconds(60);
    assertThat(store.published().open(later, 10)).isEmpty();

    store.moves().cancel(job, CAUSE);
    assertThat(store.published().open(later, 10)).hasSize(1);
    assertThat(store.published().open(Instant.EPOCH, 10)).isEmpty();
    store.jobs().delete(job);
    assertThat(store.published().open(later, 10)).hasSize(1);
    store.published().placed(found(job));
    assertThat(store.published().open(later, 10)).isEmpty();

    var vain = intended(Mode.REPLACE, "").job();
    store.published().forgetIntention(vain);
    assertThat(store.published().find(vain)).isEmpty();
  }

  @Test
  void foldersThatWereMadeAreKnownUntilTheyAreGone() {
    intended(Mode.MERGE, "");
    intended(Mode.MERGE, "");
    var made = RootedPath.parse("media:films");
    assertThat(store.published().isOurs(made)).isTrue();
    assertThat(store.published().isOurs(RootedPath.parse("media:others"))).isFalse();
    store.published().forgetFolder(made);
    assertThat(store.published().isOurs(made)).isFalse();
  }

  @Test
  void anErrandIsTriedByOneAtATimeAndToldOnce() {
    var attempt = intended(Mode.MERGE, "");
    store.fileWork().published(attempt, CAUSE);
    var job = attempt.job();
    var due = store.errands().due(10).getFirst();

    var claimed = store.errands().claim(due).orElseThrow();
    assertThat(store.errands().claim(due)).isEmpty();
    assertThat(store.errands().due(10)).isEmpty();

    store.errands().failed(claimed, Duration.ZERO, new Cause("node-1", "it is away"));
    var again = store.errands().claim(store.errands().due(10).getFirst()).orElseThrow();
    store.errands().failed(again, Duration.ZERO, new Cause("node-1", "it is still away"));
    assertThat(history(job)).contains("it is away").doesNotContain("it is still away");

    var last = store.errands().claim(store.errands().due(10).getFirst()).orElseThrow();
    var next = Optional.of(Errand.Kind.MERGE);
    store.errands().done(last, next, Duration.ofHours(1), new Cause("node-1", "told"));
    assertThat(pending(job)).containsExactly(Errand.Kind.MERGE);
    assertThat(store.errands().due(10)).isEmpty();
    assertThat(history(job)).contains("told");
    // Who is late ends nothing.
    store.errands().givenUp(claimed, CAUSE);
    assertThat(history(job)).filteredOn("because"::equals).hasSizeLessThan(20);
  }

  /** As if the time of whoever tries were over. */
  private void timeIsOver() {
    database.change(change -> change.handle().execute("UPDATE library_errand SET due_at = 1"));
  }

  @Test
  void whoeverTellsThatHeGoesOnKeepsAnErrandAndWhoComesLateDoesNot() {
    store.fileWork().published(intended(Mode.VERSION, ""), CAUSE);
    var claimed = store.errands().claim(store.errands().due(10).getFirst()).orElseThrow();
    timeIsOver();

    assertThat(store.errands().renew(claimed)).isTrue();
    assertThat(store.errands().due(10)).isEmpty();

    timeIsOver();
    var other = store.errands().claim(store.errands().due(10).getFirst()).orElseThrow();
    assertThat(store.errands().renew(claimed)).isFalse();
    assertThat(store.errands().renew(other)).isTrue();
  }

  @Test
  void anErrandOfAForgottenJobIsDoneWithoutAHistory() {
    var attempt = intended(Mode.VERSION, "");
    store.fileWork().published(attempt, CAUSE);
    store.jobs().delete(attempt.job());

    var claimed = store.errands().claim(store.errands().due(10).getFirst()).orElseThrow();
    store.errands().givenUp(claimed, CAUSE);
    assertThat(pending(attempt.job())).isEmpty();
  }
}
