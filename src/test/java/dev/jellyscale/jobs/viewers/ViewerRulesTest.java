package dev.jellyscale.jobs.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerRulesTest {

  @Test
  void unlessItIsSetJobsGiveWayToEverybodyWhoWatches() {
    assertThat(ViewerRules.of(Map.of()))
        .isEqualTo(
            new ViewerRules(
                GiveWay.PLAYBACK,
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5)));
  }

  @Test
  void everythingCanBeSet() {
    assertThat(
            ViewerRules.of(
                Map.of(
                    "JELLYSCALE_GIVE_WAY", "gpu-transcode",
                    "JELLYSCALE_PAUSED_VIEWER", "PT1M",
                    "JELLYSCALE_QUIET", "PT2S",
                    "JELLYSCALE_VIEWERS_UNKNOWN", "PT3H")))
        .isEqualTo(
            new ViewerRules(
                GiveWay.GPU_TRANSCODE,
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofHours(3)));
    assertThat(ViewerRules.of(Map.of("JELLYSCALE_GIVE_WAY", "never")).way())
        .isEqualTo(GiveWay.NEVER);
  }

  @ParameterizedTest
  @CsvSource({
    "JELLYSCALE_GIVE_WAY, always",
    "JELLYSCALE_GIVE_WAY, Playback",
    "JELLYSCALE_PAUSED_VIEWER, 10",
    "JELLYSCALE_QUIET, PT0S",
    "JELLYSCALE_VIEWERS_UNKNOWN, -PT1S"
  })
  void whatIsNotUnderstoodIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> ViewerRules.of(Map.of(name, value)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(name);
  }
}
