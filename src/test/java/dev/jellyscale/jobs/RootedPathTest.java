package dev.jellyscale.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootedPathTest {

  @Test
  void aPathHasARootAndNamesBelowIt() {
    var path = RootedPath.parse("media:films/Ein Film: zwei.mkv");

    assertThat(path).isEqualTo(new RootedPath("media", "films/Ein Film: zwei.mkv"));
    assertThat(path.fileName()).isEqualTo("Ein Film: zwei.mkv");
    assertThat(path).hasToString("media:films/Ein Film: zwei.mkv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "films/a.mkv",
        ":a.mkv",
        "media:",
        "media:/etc/passwd",
        "media:../a.mkv",
        "media:films/../../a.mkv",
        "media:films//a.mkv",
        "media:./a.mkv",
        "media:films/..",
        "media:films/",
        "media:a\u0000.mkv",
        "Media:a.mkv",
        "/media:a.mkv"
      })
  void whatLeadsOutOfTheRootIsRefused(String text) {
    assertThatThrownBy(() -> RootedPath.parse(text)).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"media:...", "media:..a/b..", "media:.hidden"})
  void dotsInNamesAreNoSteps(String text) {
    assertThat(RootedPath.parse(text)).hasToString(text);
  }
}
