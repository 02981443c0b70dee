package dev.jellyscale.config.roots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRootsTest {
  @TempDir Path folder;

  private MediaRoots roots() throws IOException {
    Files.createDirectories(folder.resolve("media/films"));
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("secret.mkv"), "not for everybody");
    return MediaRoots.of(
        Map.of(
            MediaRoots.SOURCES,
            " media=" + folder.resolve("media") + ", tv=" + folder.resolve("tv"),
            MediaRoots.OUTPUT_FOLDER,
            folder.resolve("out").toString()));
  }

  private static RootedPath path(String text) {
    return RootedPath.parse(text);
  }

  @Test
  void nothingSetIsNoRoots() {
    assertThat(MediaRoots.of(Map.of()).folders()).isEmpty();
    assertThat(MediaRoots.of(Map.of(MediaRoots.SOURCES, " , ")).folders()).isEmpty();
  }

  @Test
  void rootsAreReadInTheirOrder() throws IOException {
    assertThat(roots().folders().keySet()).containsExactly("media", "tv", "output");
    assertThat(roots().readable())
        .containsExactly(folder.resolve("media"), folder.resolve("tv"), folder.resolve("out"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"media", "=/srv", "Media=/srv", "a=b", "a=", "output=/srv", "a=/x,a=/y", "a b=/x"})
  void wrongRootsAreRefusedByTheSettingsName(String value) {
    assertThatThrownBy(() -> MediaRoots.of(Map.of(MediaRoots.SOURCES, value)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "films/a.mkv",
        "media:",
        "media:/etc/passwd",
        "media:../secret.mkv",
        "media:films/../../secret.mkv",
        "media:films//a.mkv",
        "media:./a.mkv",
        "media:films/",
        "media:a\nb",
        "media:a\u0000b",
        "media:\ud800.mkv",
        ":a.mkv",
        "MEDIA:a.mkv",
        "me dia:a.mkv"
      })
  void whatCouldLeadElsewhereIsNoPath(String text) {
    assertThatThrownBy(() -> path(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void namesAreBounded() {
    assertThatThrownBy(() -> path("media:" + "a".repeat(256))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> path("media:" + "aa/".repeat(700) + "a")).isInstanceOf(Invalid.class);
    assertThat(path("media:" + "ü".repeat(127)).fileName()).hasSize(127);
  }

  @Test
  void aSourceIsFoundAndNamedByItsRoot() throws IOException {
    var file = Files.writeString(folder.resolve("x"), "");
    Files.createDirectories(folder.resolve("media/films"));
    Files.move(file, folder.resolve("media/films/a: b.mkv"));

    assertThat(roots().source(path("media:films/a: b.mkv")))
        .isEqualTo(folder.resolve("media/films/a: b.mkv").toRealPath());
    assertThatThrownBy(() -> roots().source(path("media:films/none.mkv")))
        .isInstanceOf(NotFound.class)
        .hasMessage("No file media:films/none.mkv");
    assertThatThrownBy(() -> roots().source(path("media:films"))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> roots().source(path("other:films/a.mkv")))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("no root 'other'");
  }

  @Test
  void linksLeadNobodyOutOfARoot() throws IOException {
    var roots = roots();
    Files.createSymbolicLink(folder.resolve("media/link.mkv"), folder.resolve("secret.mkv"));
    Files.createSymbolicLink(folder.resolve("media/up"), folder);
    Files.createSymbolicLink(folder.resolve("out/up"), folder);

    assertThatThrownBy(() -> roots.source(path("media:link.mkv"))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> roots.source(path("media:up/secret.mkv"))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> roots.target(path("output:up/new.mkv"))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> roots.target(path("output:up/new/deep.mkv")))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void linksWithinARootAreFollowed() throws IOException {
    var roots = roots();
    Files.writeString(folder.resolve("media/films/real.mkv"), "");
    Files.createSymbolicLink(folder.resolve("media/link.mkv"), Path.of("films/real.mkv"));

    assertThat(roots.source(path("media:link.mkv")))
        .isEqualTo(folder.resolve("media/films/real.mkv").toRealPath());
  }

  @Test
  void finishedFilesGoBelowTheOutputRootAlone() throws IOException {
    assertThat(roots().target(path("output:new/film.mkv")))
        .isEqualTo(folder.resolve("out/new/film.mkv"));
    assertThatThrownBy(() -> roots().target(path("media:film.mkv"))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> MediaRoots.of(Map.of()).target(path("output:film.mkv")))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining(MediaRoots.OUTPUT_FOLDER);
  }

  @Test
  void aRootThatIsNotThereMayComeBack() {
    var gone =
        new MediaRoots(
            Map.of("media", folder.resolve("a"), MediaRoots.OUTPUT, folder.resolve("b")));

    assertThatThrownBy(() -> gone.source(path("media:film.mkv")))
        .isInstanceOf(Unavailable.class)
        .hasMessage("The folder of the root 'media' is not there");
    assertThatThrownBy(() -> gone.target(path("output:film.mkv")))
        .isInstanceOf(Unavailable.class)
        .hasMessage("The folder of the root 'output' is not there");
    assertThat(gone.troubles()).containsOnlyKeys("media", "output");
    assertThat(gone.troubles().get("media")).contains(MediaRoots.SOURCES);
  }

  @Test
  void aRootWhoseDiskWasTakenAwayIsNotThereUntilTheDiskIsBack() throws IOException {
    var roots = roots();
    var media = folder.resolve("media");
    try (var _ = SmallDisk.mount(media, 64)) {
      assertThat(roots.isThere("media")).isTrue();
    }

    // The mount point is still there, and so is what lies below it.
    assertThat(media.resolve("films")).isDirectory();
    assertThat(roots.isThere("media")).isFalse();
    assertThat(roots.troubles()).containsKey("media").doesNotContainKey("output");
    assertThatThrownBy(() -> roots.source(path("media:films/a.mkv")))
        .isInstanceOf(Unavailable.class)
        .hasMessage("The folder of the root 'media' is not there");

    try (var disk = SmallDisk.mount(media, 64)) {
      Files.writeString(disk.file("a.mkv"), "a film");
      assertThat(roots.isThere("media")).isTrue();
      assertThat(roots.source(path("media:a.mkv"))).isEqualTo(media.resolve("a.mkv").toRealPath());
    }
  }

  @Test
  void aFolderThatIsMountedOverOnlyLaterIsTheOneThatIsMounted() throws IOException {
    var roots = roots();
    assertThat(roots.isThere("media")).isTrue();
    try (var _ = SmallDisk.mount(folder.resolve("media"), 64)) {
      assertThat(roots.isThere("media")).isTrue();
    }
    assertThat(roots.isThere("media")).isFalse();
  }

  @Test
  void foldersAsTheyShouldBeAreNoTrouble() throws IOException {
    assertThat(roots().troubles()).doesNotContainKeys("media", "output");
  }
}
