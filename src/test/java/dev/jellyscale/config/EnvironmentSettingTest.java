package dev.jellyscale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSettingTest {

  private static EnvironmentSetting set(String value) {
    return EnvironmentSetting.of("NAME", Map.of("NAME", value));
  }

  @Test
  void whatIsNotSetOrBlankIsEmpty() {
    assertThat(EnvironmentSetting.of("NAME", Map.of()).bytes()).isEmpty();
    assertThat(set("  ").bytes()).isEmpty();
    assertThat(set("").duration()).isEmpty();
    assertThat(set("").count(1, 2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4GiB,4294967296", "512MiB,536870912", "3K,3072", "1T,1099511627776"})
  void aSizeHasAUnit(String text, long bytes) {
    assertThat(set(" " + text + " ").bytes()).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "0GiB", "-1M", "4 GiB", "4gib", "1.5G", "99999999999999T", "G"})
  void noOtherSizeIsTaken(String text) {
    assertThatThrownBy(() -> set(text).bytes())
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("NAME");
  }

  @Test
  void aLengthOfTimeIsOneOfIso8601() {
    assertThat(set("PT10M").duration()).contains(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10m", "PT0S", "PT-1S", "P1Y", "PT"})
  void noOtherLengthOfTimeIsTaken(String text) {
    assertThatThrownBy(() -> set(text).duration())
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("NAME='" + text + "'");
  }

  @Test
  void aCountIsWithinItsBounds() {
    assertThat(set("1").count(1, 16)).hasValue(1);
    assertThat(set("16").count(1, 16)).hasValue(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "17", "two", "1.0", "-1", "99999999999"})
  void noOtherCountIsTaken(String text) {
    assertThatThrownBy(() -> set(text).count(1, 16))
        .isInstanceOf(Invalid.class)
        .hasMessage("NAME='" + text + "' is not a whole number from 1 to 16");
  }
}
