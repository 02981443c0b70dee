package dev.jellyscale.jobs.publish;

import static dev.jellyscale.jobs.store.TestJobs.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.publish.PublishedFile.Content;
import dev.jellyscale.jobs.publish.PublishedFile.Listing;
import dev.jellyscale.jobs.publish.PublishedFile.Making;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.Origin;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.protocol.job.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films that are taken away, and what a kill has left of some. */
class UnpublishingTest {
  private static final byte[] FILM = "a larger film".getBytes(StandardCharsets.UTF_8);
  private static final String ORIGINAL = "the original";

  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;
  private Unpublishing unpublishing;
  private Path source;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.SQLITE.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
    var media = Files.createDirectories(folder.resolve("media/films"));
    source = Files.writeString(media.resolve("a.mkv"), ORIGINAL);
    var out = Files.createDirectory(folder.resolve("out"));
    var roots =
        new MediaRoots(
            Map.of("media", folder.resolve("media"), MediaRoots.OUTPUT, out), Set.of("media"));
    unpublishing = new Unpublishing(store.published(), roots);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private JobId intended(Mode mode, String place, String... made) {
    var job = jobs.in(Kind.VERIFYING);
    var attempt = store.fileWork().begin(job, Kind.VERIFYING, CAUSE).orElseThrow();
    var origin = RootedPath.parse("media:films/a.mkv");
    var backup =
        mode == Mode.REPLACE
            ? Optional.of(RootedPath.parse("media:films/a.mkv.jellyscale-original"))
            : Optional.<RootedPath>empty();
    var file =
        new PublishedFile(
            job,
            State.INTENDED,
            new Placing(mode, RootedPath.parse(place), backup, Optional.empty()),
            new Origin(origin, new Fingerprint(ORIGINAL.length(), 1, TestJobs.SHA256)),
            new Making(new ModelId("swift-x2"), TestJobs.SHA256, new Size(64, 36), "libx264"),
            new Content(FILM.length, Sha256.of(FILM)),
            new Listing(Optional.empty(), Optional.empty(), false),
            Instant.EPOCH);
    var folders = List.of(made).stream().map(RootedPath::parse).toList();
    store.fileWork().intended(attempt, file, folders, CAUSE);
    return job;
  }

  private JobId placed(Mode mode, String place, String... made) {
    var job = intended(mode, place, made);
    store.published().placed(found(job));
    return job;
  }

  private PublishedFile found(JobId job) {
    return store.published().find(job).orElseThrow();
  }

  private Path write(String below) throws IOException {
    var file = folder.resolve(below);
    Files.createDirectories(file.resolveSibling(""));
    return Files.write(file, FILM);
  }

  @Test
  void aFilmGoesWithTheFoldersThatWereMadeForIt() throws Exception {
    write("out/x/y/a.mkv");
    var job = placed(Mode.MERGE, "output:x/y/a.mkv", "output:x", "output:x/y");

    unpublishing.remove(job);

    assertThat(folder.resolve("out")).isEmptyDirectory();
    assertThat(found(job).state()).isEqualTo(State.REMOVED);
    unpublishing.remove(job);
  }

  @Test
  void foldersOfOthersAndFoldersWithSomethingInThemStay() throws Exception {
    write("out/x/y/a.mkv");
    var job = placed(Mode.MERGE, "output:x/y/a.mkv", "output:x/y");
    unpublishing.remove(job);
    assertThat(folder.resolve("out/x")).isEmptyDirectory();

    write("out/z/a.mkv");
    var kept = write("out/z/b.mkv");
    var other = placed(Mode.MERGE, "output:z/a.mkv", "output:z");
    unpublishing.remove(other);
    assertThat(folder.resolve("out/z")).isDirectoryNotContaining("glob:**a.mkv");
    assertThat(kept).exists();

    Files.delete(kept);
    Files.move(write("out/q"), folder.resolve("out/z/c.mkv"));
    unpublishing.remove(placed(Mode.MERGE, "output:z/c.mkv"));
    assertThat(folder.resolve("out/z")).doesNotExist();
  }

  @Test
  void whatWasChangedStaysAndIsStillPublished() throws Exception {
    var place = write("out/a.mkv");
    var job = placed(Mode.MERGE, "output:a.mkv");
    Files.writeString(place, "A larger film");

    assertThatThrownBy(() -> unpublishing.remove(job)).isInstanceOf(Conflict.class);

    assertThat(place).exists();
    assertThat(found(job).state()).isEqualTo(State.PLACED);
  }

  @Test
  void aFilmThatIsGoneOrWhoseRootIsGoneIsNoTrouble() throws Exception {
    var job = placed(Mode.MERGE, "output:a.mkv");
    unpublishing.remove(job);
    assertThat(found(job).state()).isEqualTo(State.REMOVED);

    var other = placed(Mode.MERGE, "output:b.mkv");
    Files.delete(folder.resolve("out"));
    assertThatThrownBy(() -> unpublishing.remove(other)).isInstanceOf(Unavailable.class);
    assertThat(found(other).state()).isEqualTo(State.PLACED);
  }

  @Test
  void whatNobodyPublishedCannotBeTakenAway() {
    var unknown = JobId.at(Instant.EPOCH);
    assertThatThrownBy(() -> unpublishing.remove(unknown)).isInstanceOf(NotFound.class);
    var job = intended(Mode.MERGE, "output:a.mkv");
    assertThatThrownBy(() -> unpublishing.remove(job)).isInstanceOf(Conflict.class);
  }

  @Test
  void anIntentionWithItsFilmIsPublishedAndOneWithoutIsForgotten() throws Exception {
    write("out/a.mkv");
    var there = intended(Mode.MERGE, "output:a.mkv");
    unpublishing.settle(found(there));
    assertThat(found(there).state()).isEqualTo(State.PLACED);

    var hidden = write("out/.jellyscale-copy.part");
    var vain = intended(Mode.MERGE, "output:b.mkv");
    Files.move(hidden, folder.resolve("out/.jellyscale-" + vain + ".3.part"));
    unpublishing.settle(found(vain));
    assertThat(store.published().find(vain)).isEmpty();
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void anOriginalThatAKillLeftAsideGetsItsNameAgain() throws Exception {
    var job = intended(Mode.REPLACE, "media:films/a.mkv");
    Files.move(source, source.resolveSibling("a.mkv.jellyscale-original"));

    unpublishing.settle(found(job));

    assertThat(source).hasContent(ORIGINAL);
    assertThat(store.published().find(job)).isEmpty();
  }

  @Test
  void anOriginalThatNobodyTouchedIsLeftAlone() throws Exception {
    var job = intended(Mode.REPLACE, "media:films/a.mkv");

    unpublishing.settle(found(job));

    assertThat(source).hasContent(ORIGINAL);
  }

  @Test
  void aFilmThatWasBeingTakenAwayWhenANodeWasKilledIsGoneInTheEnd() throws Exception {
    var job = placed(Mode.REPLACE, "media:films/a.mkv");
    Files.move(source, source.resolveSibling("a.mkv.jellyscale-original"));
    write("media/films/.jellyscale-gone-" + job);
    store.published().move(job, State.PLACED, State.REMOVING);

    unpublishing.settle(found(job));

    assertThat(source).hasContent(ORIGINAL);
    assertThat(folder.resolve("media/films")).isDirectoryNotContaining("glob:**gone*");
    assertThat(found(job).state()).isEqualTo(State.REMOVED);
  }
}
