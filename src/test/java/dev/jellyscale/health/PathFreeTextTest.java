package dev.jellyscale.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.Places;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathFreeTextTest {
  private static final Places PLACES =
      new Places(Path.of("/srv/my data"), Path.of("/var/cache/jelly"), Optional.empty());

  private static String told(String sentence) {
    return PathFreeText.of(sentence, PLACES);
  }

  @Test
  void ourFoldersAreCalledByTheirSettings() {
    assertThat(told("The database /srv/my data/jellyscale.db cannot be used: it is none"))
        .isEqualTo("The database JELLYSCALE_DATA/jellyscale.db cannot be used: it is none");
    assertThat(told("No room in /var/cache/jelly")).isEqualTo("No room in JELLYSCALE_WORK");
  }

  @Test
  void aSettingIsNamedOnce() {
    assertThat(told("The data directory (JELLYSCALE_DATA) /srv/my data has no room left"))
        .isEqualTo("The data directory JELLYSCALE_DATA has no room left");
  }

  @Test
  void otherPathsAreNotTold() {
    assertThat(told("cannot run '/usr/lib/jvm/java' (/home/me/x: denied)"))
        .isEqualTo("cannot run '(a path)' ((a path): denied)");
  }

  @Test
  void whatIsNoPathStays() {
    var sentence = "5/6 frames, n/a, https://example.org/a";

    assertThat(told(sentence)).isEqualTo(sentence);
  }
}
