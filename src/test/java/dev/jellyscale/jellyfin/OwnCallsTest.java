package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.FakeItem.Place;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.jellyfin.MediaUpdate.Kind;
import dev.jellyscale.jellyfin.library.ItemImage;
import dev.jellyscale.jellyfin.library.ItemQuery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked by our own key. */
@ParameterizedClass
@EnumSource
class OwnCallsTest {
  private static final FakeLibrary FILMS = new FakeLibrary("Films", "movies");
  private static final FakeLibrary SHOWS = new FakeLibrary("Shows", "tvshows");
  private static final Instant MORNING = Instant.parse("2026-11-22T06:00:00.1234567Z");

  private final FakeJellyfin fake;
  private final JellyfinServer server;
  private final AtomicInteger lists = new AtomicInteger();

  OwnCallsTest(Release release) {
    fake = FakeJellyfin.of(release);
    server = new JellyfinServer(fake.settings(""));
    fake.world().add(FILMS);
    fake.world().add(SHOWS);
  }

  @AfterEach
  void end() {
    server.close();
    fake.close();
  }

  private FakeItem film(String name) {
    return fake.world().add(FakeItem.movie(FILMS.id(), name, "/media/" + name + ".mkv"));
  }

  private static ItemQuery films(int start, int limit) {
    return new ItemQuery(
        Optional.of(ItemId.parse(FILMS.id())), List.of("Movie"), false, start, limit);
  }

  @Test
  void itemsComeInPagesWithTheirFiles() {
    for (var name : List.of("C", "A", "B")) {
      film(name);
    }
    fake.world().add(FakeItem.episode(SHOWS.id(), "E", "/media/tv/E.mkv", new Place("S", 1, 1)));

    var first = server.items(films(0, 2));
    var second = server.items(films(0, 2).next());

    assertThat(first.items()).extracting(one -> one.item().name()).containsExactly("A", "B");
    assertThat(first.total()).isEqualTo(3);
    assertThat(first.hasMore()).isTrue();
    assertThat(second.items()).extracting(one -> one.item().name()).containsExactly("C");
    assertThat(second.hasMore()).isFalse();
    var a = first.items().getFirst();
    assertThat(a.file().path()).contains("/media/A.mkv");
    assertThat(a.item().genres()).containsExactly("Drama");
    assertThat(a.item().played()).isEmpty();
    var all = new ItemQuery(Optional.empty(), List.of("Movie", "Episode"), true, 0, 100);
    assertThat(server.items(all).total()).isEqualTo(4);
  }

  @Test
  void whetherAUserHasPlayedSomethingIsAskedForHim() {
    var film = film("A");
    var ann = fake.world().add(FakeUser.of("Ann"));
    var ben = fake.world().add(FakeUser.of("Ben").seeing(SHOWS.id()));
    var cat = fake.world().add(FakeUser.of("Cat"));
    fake.world().played(ann, film);

    assertThat(server.played(ann.asId(), film.asId())).contains(true);
    assertThat(server.played(cat.asId(), film.asId())).contains(false);
    assertThat(server.played(ben.asId(), film.asId())).isEmpty();
    assertThat(server.played(FakeUser.of("Dan").asId(), film.asId())).isEmpty();
  }

  private Optional<ItemId> itemAt(String path) {
    return server.itemAt(path, lists::incrementAndGet);
  }

  @Test
  void aFileIsFoundByItsPathAndIsTheVersionThatLiesThere() {
    var one = film("A - 1080p");
    var two = film("A - 2160p");

    assertThat(itemAt(one.path())).contains(one.asId());
    assertThat(itemAt("/media/a - 1080p.mkv")).isEmpty();

    server.mergeVersions(List.of(one.asId(), two.asId()));

    assertThat(itemAt(one.path())).contains(one.asId());
    assertThat(itemAt(two.path())).contains(two.asId());
  }

  @Test
  void aFileIsLookedForAmongTheNewestItemsAndNotWithoutEnd() {
    var newest = film("new");
    fake.world().add(newest.addedAt(MORNING));
    for (int i = 0; i < 2100; i++) {
      fake.world()
          .add(
              FakeItem.movie(FILMS.id(), "old" + i, "/media/old" + i + ".mkv")
                  .addedAt(Instant.EPOCH.plusSeconds(i)));
    }

    assertThat(itemAt(newest.path())).contains(newest.asId());
    assertThat(fake.calls("GET /Items")).isEqualTo(1);
    assertThat(itemAt("/media/old0.mkv")).isEmpty();
    assertThat(fake.calls("GET /Items")).isEqualTo(21);
    assertThat(lists).as("signs of life").hasValue(21);
  }

  @Test
  void sessionsTellWhatIsPlayedAndHow() {
    var ann = fake.world().add(FakeUser.of("Ann"));
    var film = film("A");
    fake.world()
        .sessions(
            FakeSession.idle(FakeUser.of("Idle")),
            FakeSession.playing(ann, film),
            FakeSession.playing(FakeUser.of("Ben"), film).pausedAt(MORNING),
            FakeSession.playing(FakeUser.of("Cat"), film).transcodedBy("nvenc"),
            FakeSession.playing(FakeUser.of("Dan"), film).transcodedBy("none"),
            FakeSession.playing(FakeUser.of("Eve"), film).remuxed());

    var sessions = server.sessions();

    assertThat(sessions).hasSize(5).allMatch(PlaySession::pictures);
    assertThat(sessions)
        .extracting(PlaySession::paused)
        .containsExactly(false, true, false, false, false);
    assertThat(sessions.get(1).pausedSince()).contains(MORNING);
    assertThat(sessions)
        .extracting(one -> one.transcode().map(PlaySession.Transcode::takesGpu).orElse(false))
        .containsExactly(false, false, true, false, false);
    assertThat(fake.last("GET /Sessions").query()).containsEntry("activeWithinSeconds", "60");
  }

  @Test
  void changedFilesAreTold() {
    server.mediaUpdated(
        List.of(
            new MediaUpdate("/media/ä \"b\".mkv", Kind.CREATED),
            new MediaUpdate("/media/c.mkv", Kind.DELETED),
            new MediaUpdate("/media/d.mkv", Kind.MODIFIED)));

    assertThat(fake.world().updates())
        .containsExactly(
            new FakeWorld.Update("/media/ä \"b\".mkv", "Created"),
            new FakeWorld.Update("/media/c.mkv", "Deleted"),
            new FakeWorld.Update("/media/d.mkv", "Modified"));
  }

  @Test
  void versionsAreMergedAndSeparated() {
    var narrow = fake.world().add(film("A").sized(720, 576));
    var wide = film("A AI");

    server.mergeVersions(List.of(narrow.asId(), wide.asId()));

    // As Jellyfin does where neither has versions yet.
    assertThat(server.file(wide.asId()).orElseThrow().sources()).hasSize(2);
    assertThat(fake.world().isAlternate(narrow)).isTrue();

    server.separateVersions(wide.asId());

    assertThat(server.file(wide.asId()).orElseThrow().sources()).hasSize(1);
    assertThat(fake.world().isAlternate(narrow)).isFalse();
    var missing = ItemId.parse(FakeJellyfin.hex("none"));
    assertThatThrownBy(() -> server.mergeVersions(List.of(narrow.asId(), missing)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> server.separateVersions(missing)).isInstanceOf(NotFound.class);
  }

  @Test
  void picturesAreAskedForAsTheyAre() {
    var film = film("A");

    var none = server.images().get(film.asId(), ItemImage.Kind.POSTER, 0);

    assertThat(none).isEmpty();
    assertThat(fake.asked().getLast().headers().get("accept"))
        .as("a server makes a JPEG of a WebP for who does not name it")
        .contains("image/webp", "image/png", "image/jpeg");
  }

  @Test
  void aPosterTakesThePlaceOfTheOneBeforeAndBackdropsComeBehindEachOther() {
    var film = film("A");
    var images = server.images();
    var png = new Picture("image/png", "poster".getBytes(StandardCharsets.UTF_8));
    var other = new Picture("image/png", "other".getBytes(StandardCharsets.UTF_8));

    images.put(film.asId(), ItemImage.Kind.POSTER, png);
    images.put(film.asId(), ItemImage.Kind.POSTER, other);
    images.put(film.asId(), ItemImage.Kind.BACKDROP, png);
    images.put(film.asId(), ItemImage.Kind.BACKDROP, other);

    assertThat(fake.last("POST /Items/{id}/Images/Backdrop").text())
        .isEqualTo(Base64.getEncoder().encodeToString(other.bytes()));
    assertThat(images.get(film.asId(), ItemImage.Kind.POSTER, 0).orElseThrow().bytes())
        .isEqualTo(other.bytes());
    assertThat(images.get(film.asId(), ItemImage.Kind.BACKDROP, 1).orElseThrow().bytes())
        .isEqualTo(other.bytes());
    var found = new ArrayList<String>();
    for (var image : images.of(film.asId())) {
      found.add(image.kind() + " " + image.index() + " " + image.width().orElse(0));
    }
    assertThat(found).containsExactly("POSTER 0 400", "BACKDROP 0 400", "BACKDROP 1 400");

    images.remove(film.asId(), ItemImage.Kind.BACKDROP, 1);

    assertThat(images.get(film.asId(), ItemImage.Kind.BACKDROP, 1)).isEmpty();
    var missing = ItemId.parse(FakeJellyfin.hex("none"));
    assertThatThrownBy(() -> images.put(missing, ItemImage.Kind.POSTER, png))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void withATokenThatIsNoAdministratorsWhatNeedsOneIsRefusedByName() {
    var ann = fake.world().add(FakeUser.of("Ann"));
    var settings =
        new JellyfinSettings(
            server.settings().url(),
            Optional.of(new ServiceKey(ann.asToken())),
            PathMap.NONE,
            false);
    try (var low = new JellyfinServer(settings)) {
      assertThatThrownBy(() -> low.mergeVersions(List.of(film("A").asId(), film("B").asId())))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("does not take this node's API key for this");
    }
  }
}
