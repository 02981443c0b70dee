package dev.jellyscale.config.roots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootedPathTest {

  @Test
  void itsFoldersAreAllAboveItTheNearestFirst() {
    assertThat(RootedPath.parse("tv:a/b/c.mkv").folders())
        .containsExactly(RootedPath.parse("tv:a/b"), RootedPath.parse("tv:a"));
    assertThat(RootedPath.parse("tv:c.mkv").folders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tv:a/b/c.mkv, tv:a/b/d", "tv:c.mkv, tv:d"})
  void aSiblingStandsInTheSameFolder(String file, String sibling) {
    assertThat(RootedPath.parse(file).sibling("d")).hasToString(sibling);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "x/y", "a\nb"})
  void aSiblingHasANameOfItsOwn(String name) {
    assertThatThrownBy(() -> RootedPath.parse("tv:a/b").sibling(name)).isInstanceOf(Invalid.class);
  }

  @Test
  void aNameHasSoManyBytesAndNoMore() {
    var longest = "\u00e9".repeat(127) + "x";

    assertThat(RootedPath.isNameOfFile(longest)).isTrue();
    assertThat(new RootedPath("tv", longest).fileName()).isEqualTo(longest);
    assertThat(RootedPath.isNameOfFile(longest + "x")).isFalse();
    assertThatThrownBy(() -> new RootedPath("tv", longest + "x")).isInstanceOf(Invalid.class);
  }
}
