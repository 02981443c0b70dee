package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.FakeItem.Place;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.library.Library;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JellyfinServerTest {
  private static final FakeLibrary FILMS = new FakeLibrary("Films", "movies");
  private static final FakeLibrary SHOWS = new FakeLibrary("Shows", "tvshows");
  private static final FakeLibrary MIXED = new FakeLibrary("Mixed", null);
  private static final FakeItem FILM =
      FakeItem.movie(FILMS.id(), "A", "/media/films/A/A.mkv").sized(720, 576).ofBytes(1234);
  private static final FakeItem GRIM =
      FakeItem.movie(FILMS.id(), "B", "/media/films/B/B.mkv").rated(18).tagged("gore");
  private static final FakeItem EPISODE =
      FakeItem.episode(SHOWS.id(), "One", "/media/tv/S/1.mkv", new Place("S", 2, 1));
  private static final ItemId NOTHING = ItemId.parse(FakeJellyfin.hex("nothing"));

  private static FakeJellyfin fake(Release release) {
    var fake = FakeJellyfin.of(release);
    fake.world().add(FILMS);
    fake.world().add(SHOWS);
    fake.world().add(MIXED);
    fake.world().add(FILM);
    fake.world().add(GRIM);
    fake.world().add(EPISODE);
    return fake;
  }

  @ParameterizedTest
  @EnumSource
  void aTokenTellsWhoSomebodyIs(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var ann = fake.world().add(FakeUser.of("Ann"));
      var root = fake.world().add(FakeUser.admin("Root"));
      var gone = fake.world().add(FakeUser.admin("Gone").disabledNow());
      var key = fake.world().addKey("some-key");

      assertThat(server.whoIs(ann.asToken()))
          .isEqualTo(new Identity.User(ann.asId(), "Ann", false));
      assertThat(server.whoIs(root.asToken()))
          .isEqualTo(new Identity.User(root.asId(), "Root", true));
      assertThat(server.whoIs(gone.asToken())).isEqualTo(new Identity.Unknown());
      assertThat(server.whoIs(key)).isEqualTo(new Identity.KeyWithoutUser());
      assertThat(server.whoIs(new UserToken("wrong"))).isEqualTo(new Identity.Unknown());
      assertThat(fake.calls("GET /Users/Me")).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsOneIfItMayListAllKeys(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var key = fake.world().addKey("some-key");
      var ann = fake.world().add(FakeUser.of("Ann"));

      assertThat(server.isKey(key)).isTrue();
      assertThat(server.isKey(ann.asToken())).isFalse();
      assertThat(server.isKey(new UserToken("wrong"))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensTravelInOneHeaderAloneAndRenameNobodysDevice(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var ann = fake.world().add(FakeUser.of("Ann"));

      server.whoIs(ann.asToken());
      server.item(View.of(ann.asToken()), FILM.asId());
      server.file(FILM.asId());

      assertThat(fake.world().device(ann)).isEqualTo("device of Ann");
      assertThat(fake.asked())
          .allSatisfy(
              asked -> {
                assertThat(asked.headers().get("authorization")).startsWith("MediaBrowser ");
                assertThat(asked.headers().keySet())
                    .doesNotContain("x-emby-token", "x-emby-authorization", "cookie");
                assertThat(asked.query().toString())
                    .doesNotContain(ann.token())
                    .doesNotContain(FakeWorld.SERVICE_KEY);
              });
      assertThat(fake.last("GET /Items").headers().get("authorization"))
          .contains("Client=\"Jellyscale\"", "DeviceId=", "Version=", FakeWorld.SERVICE_KEY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySignThatATokenMayHoldArrives(Release release) {
    var signs = new StringBuilder();
    for (char sign = '!'; sign <= '~'; sign++) {
      signs.append(sign == '"' ? "" : sign);
    }
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var key = fake.world().addKey(signs.toString());

      assertThat(server.isKey(key)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void librariesAreThoseThatTheUserSees(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var ann = fake.world().add(FakeUser.of("Ann").seeing(FILMS.id(), MIXED.id()));
      var key = fake.world().addKey("some-key");

      var films = new Library(ItemId.parse(FILMS.id()), "Films", Optional.of("movies"));
      var mixed = new Library(ItemId.parse(MIXED.id()), "Mixed", Optional.empty());
      assertThat(server.libraries(View.of(ann.asToken()))).containsExactly(films, mixed);
      assertThat(server.libraries(new View(key, Optional.of(ann.asId()))))
          .containsExactly(films, mixed);
      assertThat(server.libraries(View.of(key))).isEmpty();
      assertThat(server.libraries(View.of(new UserToken("wrong")))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anItemIsReadAsItsCallerSoThatWhatIsKeptFromHimIsMissing(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var ann = fake.world().add(FakeUser.of("Ann").seeing(FILMS.id()));
      var child = fake.world().add(FakeUser.of("Child").upTo(12));
      var mild = fake.world().add(FakeUser.of("Mild").without("gore"));
      var root = fake.world().add(FakeUser.admin("Root"));

      var seen = server.item(View.of(ann.asToken()), FILM.asId()).orElseThrow();
      assertThat(seen.name()).isEqualTo("A");
      assertThat(seen.type()).isEqualTo("Movie");
      assertThat(seen.length()).contains(Duration.ofMinutes(90));
      assertThat(seen.genres()).containsExactly("Drama");
      assertThat(seen.added()).contains(FILM.added());
      assertThat(seen.played()).contains(false);
      assertThat(seen.year()).hasValue(2010);
      assertThat(seen.toString()).doesNotContain("/media");

      assertThat(server.item(View.of(ann.asToken()), EPISODE.asId())).isEmpty();
      assertThat(server.item(View.of(child.asToken()), GRIM.asId())).isEmpty();
      assertThat(server.item(View.of(mild.asToken()), GRIM.asId())).isEmpty();
      assertThat(server.item(View.of(root.asToken()), GRIM.asId())).isPresent();
      assertThat(server.item(View.of(root.asToken()), NOTHING)).isEmpty();
      assertThat(server.item(View.of(new UserToken("wrong")), FILM.asId())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyAdministratorsAndKeysReadAsSomebodyElse(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var ann = fake.world().add(FakeUser.of("Ann").seeing(FILMS.id()));
      var ben = fake.world().add(FakeUser.of("Ben"));
      var root = fake.world().add(FakeUser.admin("Root"));
      var key = fake.world().addKey("some-key");

      var asAnn = Optional.of(ann.asId());
      assertThat(server.item(new View(ben.asToken(), asAnn), FILM.asId())).isEmpty();
      assertThat(server.item(new View(root.asToken(), asAnn), FILM.asId())).isPresent();
      assertThat(server.item(new View(root.asToken(), asAnn), EPISODE.asId())).isEmpty();
      assertThat(server.item(new View(key, asAnn), FILM.asId())).isPresent();
      assertThat(server.item(new View(key, asAnn), EPISODE.asId())).isEmpty();
      assertThat(server.item(View.of(key), FILM.asId())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEpisodeTellsWhereItBelongs(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var ann = fake.world().add(FakeUser.of("Ann"));

      var show =
          server.item(View.of(ann.asToken()), EPISODE.asId()).orElseThrow().show().orElseThrow();

      assertThat(show.series()).contains("S");
      assertThat(show.season()).hasValue(2);
      assertThat(show.episode()).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFileIsFoundByOurOwnKey(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      var file = server.file(FILM.asId()).orElseThrow();

      assertThat(file.path()).contains("/media/films/A/A.mkv");
      var source = file.sources().getFirst();
      assertThat(source.bytes()).hasValue(1234);
      assertThat(source.container()).contains("mkv");
      assertThat(source.length()).contains(Duration.ofMinutes(90));
      var video = source.video().orElseThrow();
      assertThat(video.width()).hasValue(720);
      assertThat(video.height()).hasValue(576);
      assertThat(video.codec()).contains("h264");
      assertThat(file + " " + source).doesNotContain("/media");
      assertThat(server.file(NOTHING)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutAKeyOrWithAWrongOneNoFileIsFoundAndNobodyIsMisled(Release release) {
    try (var fake = fake(release);
        var none =
            new JellyfinServer(
                new JellyfinSettings(
                    URI.create(fake.url()), Optional.empty(), PathMap.NONE, false));
        var server = new JellyfinServer(fake.settings(""))) {
      fake.world().removeKey(FakeWorld.SERVICE_KEY);

      assertThatThrownBy(() -> none.file(FILM.asId()))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("JELLYSCALE_JELLYFIN_KEY");
      assertThatThrownBy(() -> server.file(FILM.asId()))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("does not take this node's API key");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theVersionIsToldToAnybody(Release release) {
    try (var fake = fake(release);
        var server = new JellyfinServer(fake.settings(""))) {
      assertThat(server.version()).hasToString(release.version());
      assertThat(fake.last("GET /System/Info/Public").headers()).doesNotContainKey("authorization");
    }
  }
}
