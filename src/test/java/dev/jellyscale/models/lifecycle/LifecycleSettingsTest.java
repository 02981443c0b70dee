package dev.jellyscale.models.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.MemoryUse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifecycleSettingsTest {
  private static final long GIB = 1L << 30;

  @Test
  void withoutSettingsItIsFourGibibytesAndTenMinutesAndMostOfAGpu() {
    var settings = LifecycleSettings.ofEnvironment(Map.of());

    assertThat(settings).isEqualTo(LifecycleSettings.defaults());
    assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.memory().of(MemoryUse.host(1))).isEqualTo(4 * GIB);
    assertThat(settings.memory().of(MemoryUse.device(1, 100 * GIB))).isEqualTo(60 * GIB);
    assertThat(settings.memory().of(MemoryUse.unknown(1))).isEqualTo(4 * GIB);
  }

  @Test
  void bothCanBeSet() {
    var settings =
        LifecycleSettings.ofEnvironment(
            Map.of("JELLYSCALE_MODEL_MEMORY", "2GiB", "JELLYSCALE_MODEL_IDLE", "PT90S"));

    assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.memory().of(MemoryUse.host(1))).isEqualTo(2 * GIB);
    assertThat(settings.memory().of(MemoryUse.device(1, 100 * GIB))).isEqualTo(2 * GIB);
  }

  @Test
  void aWrongValueIsToldWithItsVariable() {
    assertThatThrownBy(
            () -> LifecycleSettings.ofEnvironment(Map.of("JELLYSCALE_MODEL_MEMORY", "4")))
        .isInstanceOf(Invalid.class)
        .hasMessage(
            "JELLYSCALE_MODEL_MEMORY='4' is not a size with its unit, such as 4GiB or 512MiB");
    assertThatThrownBy(() -> LifecycleSettings.ofEnvironment(Map.of("JELLYSCALE_MODEL_IDLE", "0")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("JELLYSCALE_MODEL_IDLE='0'");
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new LifecycleSettings(0, Duration.ofMinutes(1)))
        .hasMessageContaining("bytes=0");
    assertThatThrownBy(() -> new LifecycleSettings(1, Duration.ZERO))
        .hasMessageContaining("idle=PT0S");
  }
}
