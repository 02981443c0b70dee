package dev.jellyscale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  @Test
  void aPersonsThingsLieInHerHome() {
    var places = Places.ofEnvironment(Map.of("HOME", "/home/ann"));

    assertThat(places.data()).isEqualTo(Path.of("/home/ann/.local/share/jellyscale"));
    assertThat(places.work()).isEqualTo(Path.of("/home/ann/.cache/jellyscale"));
    assertThat(places.node()).isEmpty();
  }

  @Test
  void theFoldersOfTheDesktopAreRespected() {
    var places =
        Places.ofEnvironment(
            Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "/d", "XDG_CACHE_HOME", "/c"));

    assertThat(places.data()).isEqualTo(Path.of("/d/jellyscale"));
    assertThat(places.work()).isEqualTo(Path.of("/c/jellyscale"));
  }

  @Test
  void aRelativeFolderOfTheDesktopIsIgnored() {
    var places = Places.ofEnvironment(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "d"));

    assertThat(places.data()).isEqualTo(Path.of("/home/ann/.local/share/jellyscale"));
  }

  @Test
  void everythingCanBeNamed() {
    var places =
        Places.ofEnvironment(
            Map.of(
                "JELLYSCALE_DATA", "/srv/x/../data",
                "JELLYSCALE_WORK", "work",
                "JELLYSCALE_NODE", "attic-1",
                "XDG_DATA_HOME", "/d"));

    assertThat(places.data()).isEqualTo(Path.of("/srv/data"));
    assertThat(places.work()).isEqualTo(Path.of("work").toAbsolutePath());
    assertThat(places.node()).contains(new NodeName("attic-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "-a", "a/b", ".", "ä"})
  void whatIsNoNameOfANodeIsRefused(String name) {
    assertThatThrownBy(() -> Places.ofEnvironment(Map.of("JELLYSCALE_NODE", name)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(name);
  }

  @Test
  void whatIsNoPathIsRefused() {
    assertThatThrownBy(() -> Places.ofEnvironment(Map.of("JELLYSCALE_DATA", "a\0b")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_DATA");
  }
}
