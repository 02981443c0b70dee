package dev.jellyscale.jobs.rules.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jobs.rules.FoundVideo;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.Selection;
import dev.jellyscale.jobs.rules.SourceBounds;
import dev.jellyscale.model.ModelTraits.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JellyfinVideosTest {
  private static final FakeLibrary FILMS = new FakeLibrary("Films", "movies");
  private static final FakeLibrary OTHERS = new FakeLibrary("Others", "movies");

  @TempDir Path media;
  private final FakeJellyfin fake;
  private final JellyfinServer server;

  JellyfinVideosTest(Release release) {
    fake = FakeJellyfin.of(release);
    server = new JellyfinServer(fake.settings("/films=media"));
  }

  @BeforeEach
  void fill() {
    fake.world().add(FILMS);
    fake.world().add(OTHERS);
  }

  @AfterEach
  void end() {
    server.close();
    fake.close();
  }

  private FakeItem film(String path) {
    return FakeItem.movie(FILMS.id(), "The film", path).sized(720, 304);
  }

  @Test
  void aLibraryThatJellyfinLacksIsNamed() {
    var lacking = "1".repeat(32);

    assertThatThrownBy(() -> look(() -> {}, lacking))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(lacking);
  }

  private List<FoundVideo> look(Runnable alive) {
    return look(alive, FILMS.id());
  }

  private List<FoundVideo> look(Runnable alive, String library) {
    var selection =
        new Selection(
            List.of(ItemId.parse(library)),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            SourceBounds.NONE);
    return new JellyfinVideos(server, new MediaRoots(Map.of("media", media)))
        .videos(selection, alive);
  }

  private FoundVideo only() {
    var found = look(() -> {});
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Place.Here write(String name, int bytes) throws IOException {
    var file = media.resolve(name);
    Files.write(file, new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_123L));
    return new Place.Here(new RootedPath("media", name), bytes, 1_700_000_000_123L);
  }

  @Test
  void aVideoIsWhatJellyfinAndTheDiskTellOfIt() throws IOException {
    var place = write("a.mkv", 17);
    var item =
        fake.world()
            .add(
                film("/films/a.mkv")
                    .ofGenres("Drama", "Crime")
                    .lasting(Duration.ofMinutes(90))
                    .addedAt(Instant.parse("2026-05-01T10:00:00Z")));
    fake.world().add(FakeItem.movie(OTHERS.id(), "Elsewhere", "/films/b.mkv"));

    var video = only();

    assertThat(video.item()).isEqualTo(item.asId());
    assertThat(video.name()).isEqualTo("The film");
    assertThat(video.traits().genres()).containsExactlyInAnyOrder("Drama", "Crime");
    assertThat(video.traits().added()).contains(Instant.parse("2026-05-01T10:00:00Z"));
    assertThat(video.footage().picture()).contains(new Size(720, 304));
    assertThat(video.footage().length()).contains(Duration.ofMinutes(90));
    assertThat(video.footage().rate().orElseThrow()).isBetween(23.97, 23.98);
    assertThat(video.place()).isEqualTo(place);
  }

  @Test
  void whatLiesElsewhereOrNowhereIsToldAsSuch() {
    fake.world().add(film("/films/gone.mkv"));
    assertThat(only().place()).isEqualTo(new Place.Missing(new RootedPath("media", "gone.mkv")));

    fake.world().remove(film("/films/gone.mkv"));
    fake.world().add(film("/elsewhere/a.mkv"));
    assertThat(only().place()).isEqualTo(new Place.Unmapped());
  }

  @ParameterizedTest
  @CsvSource({"0, 304", "720, -1", "65537, 304", "720, 2147483647"})
  void aSizeThatNoPictureHasIsUnknown(int width, int height) {
    fake.world().add(film("/films/a.mkv").sized(width, height));

    assertThat(only().footage().picture()).isEmpty();
  }

  @Test
  void theLargestVersionStandsForAnItem() throws IOException {
    write("a.mkv", 1);
    var large = write("a.2x.mkv", 2);
    var first = fake.world().add(film("/films/a.mkv"));
    var second = fake.world().add(film("/films/a.2x.mkv").sized(1440, 608));

    server.mergeVersions(List.of(first.asId(), second.asId()));

    var video = only();
    assertThat(video.footage().picture()).contains(new Size(1440, 608));
    assertThat(video.place()).isEqualTo(large);
  }

  @Test
  void allPagesAreReadWithASignOfLifeForEach() {
    for (int i = 0; i < 250; i++) {
      fake.world().add(film("/films/" + i + ".mkv"));
    }
    var alive = new AtomicInteger();

    var found = look(alive::incrementAndGet);

    assertThat(found).hasSize(250).extracting(FoundVideo::item).doesNotHaveDuplicates();
    assertThat(alive).hasValue(3);
  }

  @Test
  void aRootThatIsNotMountedEndsTheLook() throws IOException {
    fake.world().add(film("/films/a.mkv"));
    Files.delete(media);

    assertThatThrownBy(() -> look(() -> {})).isInstanceOf(Unavailable.class);

    Files.createDirectory(media);
  }
}
