package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.FakeSession;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.viewers.GiveWay;
import dev.jellyscale.jobs.viewers.ViewerRules;
import dev.jellyscale.jobs.viewers.ViewerWatch;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a session in Jellyfin to a job that stands still, and back. */
class ViewersTest {
  private static final Cause TEST = new Cause("test", "");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ViewerRules QUICK =
      new ViewerRules(
          GiveWay.PLAYBACK, Duration.ofMinutes(10), Duration.ofMillis(1), Duration.ofMinutes(5));
  private static final FakeUser ANN = FakeUser.of("Ann");
  private static final FakeItem FILM =
      FakeItem.movie(new FakeLibrary("Films", "movies").id(), "A", "/media/A.mkv");

  @TempDir Path folder;
  private final FakeJellyfin fake = FakeJellyfin.of(Release.V12_0);
  private final JellyfinServer jellyfin = new JellyfinServer(fake.settings(""));
  private JobDatabase database;
  private JobStore store;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("media"));
    Files.createDirectories(folder.resolve("out"));
    Files.copy(
        TestClips.clip("large.mkv", "640x360", "-c:v libx264 -preset ultrafast"),
        folder.resolve("media/large.mkv"));
    database = TestDatabase.SQLITE.open(Files.createDirectories(folder.resolve("db")));
    store = new JobStore(database);
    fake.world().add(ANN);
  }

  @AfterEach
  void close() {
    database.close();
    jellyfin.close();
    fake.close();
  }

  private JobId ask() {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:large.mkv"),
            RootedPath.parse("output:large.mkv"),
            new ModelId("bicubic-x2"),
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.of("x264"), Optional.of("medium"), OptionalInt.of(0), OptionalInt.of(2)),
            Optional.empty(),
            OptionalInt.of(60));
    var request = new JobRequest(recipe, 5, Optional.empty(), "me", Optional.empty());
    return store.jobs().create(request, TEST).job().id();
  }

  private Job job(JobId id) {
    return store.jobs().find(id).orElseThrow();
  }

  private long rendered(JobId id) {
    return store.segments().of(id).stream()
        .mapToLong(segment -> segment.progress().map(Segment.Progress::frames).orElse(0L))
        .sum();
  }

  private static void await(String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void whatIsRenderedStandsStillWhileSomebodyWatchesAndGoesOnBehindHim() throws Exception {
    try (var node = WorkingNode.start(new WorkingNode.Shared(store, folder), "one");
        var watch = watch(node)) {
      var id = ask();
      await("frames", () -> rendered(id) > 0 || job(id).state().kind().isFinal());
      assertThat(job(id).state().kind()).as(job(id).toString()).isEqualTo(Kind.RENDERING);

      fake.world().sessions(FakeSession.playing(ANN, FILM));

      await("a segment that stands still", () -> node.running().standing() == 1);
      await("its reason", () -> job(id).waiting().isPresent());
      assertThat(job(id).waiting()).contains("Gives way to viewers: somebody watches in Jellyfin");
      assertThat(watch.attention().viewers()).isEqualTo(1);

      // Whoever cannot be asked is taken for what he last said.
      fake.misbehaves(Misbehaviour.GONE);
      await("a question without an answer", () -> !watch.answers());
      assertThat(node.running().standing()).isEqualTo(1);
      long before = rendered(id);
      fake.behaves();
      fake.world().sessions(FakeSession.idle(ANN));

      await("frames again", () -> node.running().standing() == 0 && rendered(id) > before);
      assertThat(store.segments().of(id)).extracting(Segment::attempts).containsExactly(1);
    }
  }

  @Test
  void nothingIsBegunWhileSomebodyWatches() throws Exception {
    fake.world().sessions(FakeSession.playing(ANN, FILM));
    try (var node = WorkingNode.start(new WorkingNode.Shared(store, folder), "one")) {
      var id = awaitedWhileWatched(node);

      // A watch that ends takes its word back.
      await("its planning", () -> job(id).state().kind() != Kind.QUEUED);
    }
  }

  private JobId awaitedWhileWatched(WorkingNode node) {
    try (var watch = watch(node)) {
      await("a viewer", () -> watch.attention().giving());
      var id = ask();
      await("his row", () -> store.queue().standing(Set.of(id)).still());
      await("its reason", () -> job(id).waiting().isPresent());
      assertThat(job(id).state().kind()).isEqualTo(Kind.QUEUED);
      return id;
    }
  }

  private ViewerWatch watch(WorkingNode node) {
    var whose = new ViewerWatch.Node(new NodeName("one"), store, node::wake);
    var watch = new ViewerWatch(jellyfin, QUICK, whose, InstantSource.system());
    watch.start(Duration.ofMillis(100));
    return watch;
  }
}
