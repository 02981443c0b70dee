package dev.jellyscale.cli.upscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeOptionTest {

  @ParameterizedTest
  @CsvSource({
    "90,PT1M30S",
    "12.5,PT12.5S",
    "0,PT0S",
    "1:30,PT1M30S",
    "01:02:03.250,PT1H2M3.25S",
    "0.000000001,PT0.000000001S",
    "100:00,PT1H40M"
  })
  void timesAreReadAsPeopleWriteThem(String text, Duration time) {
    assertThat(new TimeOption().convert(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1:", ":30", "1h", "1:2:3:4", "1,5", "."})
  void anythingElseIsRefusedWithTheText(String text) {
    assertThatThrownBy(() -> new TimeOption().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
