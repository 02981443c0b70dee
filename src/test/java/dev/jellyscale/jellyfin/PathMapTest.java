package dev.jellyscale.jellyfin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathMapTest {
  private static final PathMap MAP =
      PathMap.parse(
          "/media=media, /media/tv=tv/shows,/a=b=odd , D:\\Films=films, \\\\nas\\video=nas/x/,"
              + " C:/Old=old, /deep/=media/deep");

  @ParameterizedTest
  @CsvSource({
    "/media/films/A (2010)/A (2010).mkv, media:films/A (2010)/A (2010).mkv",
    "/media/tv/S/e.mkv, tv:shows/S/e.mkv",
    "/media/tvx/e.mkv, media:tvx/e.mkv",
    "/a=b/c.mkv, odd:c.mkv",
    "D:\\Films\\A\\a.mkv, films:A/a.mkv",
    "D:/Films/A/a.mkv, films:A/a.mkv",
    "\\\\nas\\video\\A\\a.mkv, nas:x/A/a.mkv",
    "C:\\Old\\a.mkv, old:a.mkv",
    "/media/back\\slash.mkv, media:back\\slash.mkv",
    "/media/Ä ö.mkv, media:Ä ö.mkv"
  })
  void aPathBelongsToTheLongestFolderAtASeparator(String theirs, String ours) {
    assertThat(MAP.toOurs(theirs)).contains(RootedPath.parse(ours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/media",
        "/media/",
        "/mediax/a.mkv",
        "/Media/a.mkv",
        "media/a.mkv",
        "/media/../etc/passwd",
        "/media/tv/../../etc/passwd",
        "/media/./a.mkv",
        "/media//a.mkv",
        "/media/a\u0000.mkv",
        "/media/tv/",
        "d:\\Films\\a.mkv",
        "D:\\Films\\..\\Windows\\a",
        "D:\\Filmsx\\a.mkv",
        "D:\\Films",
        "\\\\nas\\other\\a.mkv",
        "http://elsewhere/a.mkv"
      })
  void aPathOutsideOfEveryFolderOrWithATrickInItIsNobodys(String theirs) {
    assertThat(MAP.toOurs(theirs)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "media:films/a.mkv, /media/films/a.mkv",
    "tv:shows/S/e.mkv, /media/tv/S/e.mkv",
    "films:A/a.mkv, D:\\Films\\A\\a.mkv",
    "nas:x/a.mkv, \\\\nas\\video\\a.mkv",
    "old:a.mkv, C:/Old/a.mkv",
    "media:deep/a.mkv, /deep/a.mkv"
  })
  void aFileOfOursHasJellyfinsNameOfTheSameFile(String ours, String theirs) {
    var file = RootedPath.parse(ours);

    assertThat(MAP.toTheirs(file)).contains(theirs);
    assertThat(MAP.toOurs(theirs)).contains(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tv:other/e.mkv", "nowhere:a.mkv", "films:a\\b.mkv", "media:tv/e.mkv", "nas:y/a"})
  void aFileThatJellyfinDoesNotSeeAtThatPlaceHasNone(String ours) {
    assertThat(MAP.toTheirs(RootedPath.parse(ours))).isEmpty();
  }

  @Test
  void aWholeFileSystemCanBeARoot() {
    var map = PathMap.parse("/=all, E:\\=disk");

    assertThat(map.toOurs("/x/a.mkv")).contains(RootedPath.parse("all:x/a.mkv"));
    assertThat(map.toOurs("E:\\x\\a.mkv")).contains(RootedPath.parse("disk:x/a.mkv"));
    assertThat(map.toTheirs(RootedPath.parse("disk:x/a.mkv")))
        .isEqualTo(Optional.of("E:\\x\\a.mkv"));
    assertThat(PathMap.parse(" , ")).isEqualTo(PathMap.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media",
        "media=media",
        "=media",
        "/media=",
        "/media=Media",
        "/media=media/../x",
        "/media=a,/media/=b",
        "/media=media/a//b"
      })
  void whatIsNoMapIsRefusedByTheNameOfItsSetting(String text) {
    assertThatThrownBy(() -> PathMap.parse(text))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_JELLYFIN_PATHS");
  }
}
