package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.FakeWorld.Update;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.disk.DiskFloor;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.publish.Unpublishing;
import dev.jellyscale.jobs.publish.errand.ErrandTimes;
import dev.jellyscale.jobs.publish.errand.KnownLibrary;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Films on their way into a library, and out of it again: one node, one Jellyfin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishingNodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Cause TEST = new Cause("test", "");
  private static final ErrandTimes QUICK =
      new ErrandTimes(
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          List.of(Duration.ofMillis(500)),
          Duration.ofMinutes(5));

  private Path folder;
  private final FakeJellyfin jellyfin = FakeJellyfin.of(Release.V12_0);
  private final FakeLibrary films = jellyfin.world().add(new FakeLibrary("Films", "movies"));
  private JobDatabase database;
  private JobStore store;
  private JellyfinServer server;
  private WorkingNode.Shared shared;
  private WorkingNode node;

  @BeforeAll
  void start(@TempDir Path place) throws Exception {
    folder = place;
    Files.createDirectories(folder.resolve("out"));
    database = TestDatabase.SQLITE.open(Files.createDirectories(folder.resolve("db")));
    store = new JobStore(database);
    server = new JellyfinServer(jellyfin.settings("/media=media, /out=output"));
    jellyfin.world().onUpdate(this::scan);
    shared =
        new WorkingNode.Shared(
            store,
            folder,
            folder.resolve("out"),
            DiskFloor.USUAL,
            Optional.of(new KnownLibrary(server, QUICK)));
    node = WorkingNode.start(shared, "one");
  }

  @AfterAll
  void stop() {
    node.close();
    server.close();
    database.close();
    jellyfin.close();
  }

  /** As a real one does for files that are no versions by their names. */
  private void scan(Update update) {
    var item = FakeItem.movie(films.id(), "found", update.path()).sized(3840, 2160);
    if (update.type().equals("Created")) {
      jellyfin.world().add(item);
    } else if (update.type().equals("Deleted")) {
      jellyfin.world().remove(item);
    }
  }

  private FakeItem original(String path) throws IOException {
    var file = folder.resolve("media").resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.copy(
        TestClips.make(
            "published.mkv",
            "-f lavfi -i testsrc2=size=64x36:rate=25",
            "-c:v libx264 -preset ultrafast -frames:v 5"),
        file);
    return jellyfin.world().add(FakeItem.movie(films.id(), path, "/media/" + path));
  }

  private JobId ask(String source, PublishWish wish) {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:" + source),
            RootedPath.parse("output:" + source),
            new ModelId("bicubic-x2"),
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.of("x264"),
                Optional.of("ultrafast"),
                OptionalInt.of(30),
                OptionalInt.of(2)),
            Optional.empty(),
            OptionalInt.empty());
    var request = new JobRequest(recipe, 5, Optional.empty(), "me", wish, Optional.empty());
    var id = store.jobs().create(request, TEST).job().id();
    node.wake();
    return id;
  }

  private static PublishWish wish(PublishWish.Mode mode, FakeItem item) {
    return new PublishWish(Optional.of(mode), Optional.of(item.asId()), Optional.empty(), false);
  }

  private PublishedFile published(JobId id) {
    await("the end of " + id, () -> store.jobs().find(id).orElseThrow().state().kind().isFinal());
    var job = store.jobs().find(id).orElseThrow();
    assertThat(job.state().kind()).as(job.toString()).isEqualTo(Kind.PUBLISHED);
    return store.published().find(id).orElseThrow();
  }

  private static void await(String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void awaitHistory(JobId id, String words) {
    await(
        words + " in " + history(id), () -> history(id).stream().anyMatch(w -> w.contains(words)));
  }

  private List<String> history(JobId id) {
    return store.history().of(id, 0, 1000).stream().map(entry -> entry.cause().why()).toList();
  }

  private void unpublish(JobId id) throws InterruptedException {
    new Unpublishing(store.published(), shared.roots()).remove(id);
    await("all errands of " + id, () -> store.errands().pending(id).isEmpty());
  }

  private List<String> names(String below) {
    try (var files = Files.list(folder.resolve(below))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFilmIsMergedAsSoonAsJellyfinIsBackAndIsTakenAwayAgain() throws Exception {
    var item = original("merged/a.mkv");
    jellyfin.misbehaves(Misbehaviour.GONE);
    var id =
        ask(
            "merged/a.mkv",
            new PublishWish(Optional.empty(), Optional.of(item.asId()), Optional.empty(), false));

    var file = published(id);
    assertThat(file.placing().mode()).isEqualTo(Mode.MERGE);
    assertThat(file.placing().place()).hasToString("output:merged/a.mkv");
    awaitHistory(id, "Jellyfin is told later");
    jellyfin.behaves();
    awaitHistory(id, "Jellyfin made it a version of item " + item.id() + " and plays the new one");

    var found = FakeItem.movie(films.id(), "found", "/out/merged/a.mkv");
    assertThat(store.published().find(id).orElseThrow().listing().twin()).contains(found.asId());
    assertThat(jellyfin.world().isAlternate(item)).isTrue();

    unpublish(id);
    assertThat(jellyfin.world().isAlternate(item)).isFalse();
    assertThat(jellyfin.world().item(found.id())).isEmpty();
    assertThat(names("out")).doesNotContain("merged");
    assertThat(names("media/merged")).containsExactly("a.mkv");
    assertThat(store.published().find(id).orElseThrow().state()).isEqualTo(State.REMOVED);
    unpublish(id);
  }

  @Test
  void aVersionStandsBesideItsOriginalAndIsTold() throws Exception {
    var item = original("F (2010)/F (2010).mkv");
    var id = ask("F (2010)/F (2010).mkv", wish(PublishWish.Mode.VERSION, item));

    var file = published(id);
    assertThat(file.placing().mode()).as(file.toString()).isEqualTo(Mode.VERSION);
    assertThat(names("media/F (2010)")).containsExactly("F (2010) - 72p AI.mkv", "F (2010).mkv");
    awaitHistory(id, "Jellyfin was told");
    assertThat(jellyfin.world().updates())
        .contains(new Update("/media/F (2010)/F (2010) - 72p AI.mkv", "Created"));

    unpublish(id);
    assertThat(names("media/F (2010)")).containsExactly("F (2010).mkv");
  }

  @Test
  void whatWouldBePlayedUnaskedIsMergedInsteadAndSaysWhy() throws Exception {
    var item = original("G (2010)/G (2010) - Cinema.mkv");
    var id = ask("G (2010)/G (2010) - Cinema.mkv", wish(PublishWish.Mode.VERSION, item));

    var placing = published(id).placing();
    assertThat(placing.mode()).isEqualTo(Mode.MERGE);
    assertThat(placing.note().orElseThrow())
        .contains("Not published as 'version'", "would come first");
    assertThat(history(id)).contains(placing.note().orElseThrow());
    assertThat(names("media/G (2010)")).containsExactly("G (2010) - Cinema.mkv");
    awaitHistory(id, "Jellyfin made it a version");
  }

  @Test
  void anOriginalIsReplacedAndRestored() throws Exception {
    var item = original("replaced/a.mkv");
    var place = folder.resolve("media/replaced/a.mkv");
    var before = Files.readAllBytes(place);
    var id = ask("replaced/a.mkv", wish(PublishWish.Mode.REPLACE, item));

    var file = published(id);
    assertThat(file.placing().mode()).as(file.toString()).isEqualTo(Mode.REPLACE);
    assertThat(Files.size(place)).isEqualTo(file.content().bytes());
    assertThat(folder.resolve("media/replaced/a.mkv.jellyscale-original")).hasBinaryContent(before);
    awaitHistory(id, "Jellyfin was told");
    assertThat(jellyfin.world().updates())
        .contains(new Update("/media/replaced/a.mkv", "Modified"));

    Files.write(place, new byte[] {1});
    assertThatThrownBy(() -> unpublish(id)).isInstanceOf(Conflict.class);
    assertThat(place).hasBinaryContent(new byte[] {1});
    assertThat(store.published().find(id).orElseThrow().state()).isEqualTo(State.PLACED);
    Files.delete(place);

    unpublish(id);
    assertThat(place).hasBinaryContent(before);
    assertThat(names("media/replaced")).containsExactly("a.mkv");
  }
}
