package dev.jellyscale.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyTimeTest {

  /** Berlin put its clocks forward on 2026-03-29 at 02:00, and back on 2026-10-25 at 03:00. */
  @ParameterizedTest(name = "{0} in {1}, after {2}: {3}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          at    | zone          | after                | next
          03:00 | UTC           | 2026-11-22T02:59:59Z | 2026-11-22T03:00:00Z
          03:00 | UTC           | 2026-11-22T03:00:00Z | 2026-11-23T03:00:00Z
          03:00 | Europe/Berlin | 2026-11-22T01:00:00Z | 2026-11-22T02:00:00Z
          02:30 | Europe/Berlin | 2026-03-29T00:00:00Z | 2026-03-29T01:30:00Z
          02:30 | Europe/Berlin | 2026-03-29T01:30:00Z | 2026-03-30T00:30:00Z
          02:30 | Europe/Berlin | 2026-10-24T22:00:00Z | 2026-10-25T00:30:00Z
          02:30 | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
          23:59 | Asia/Tokyo    | 2026-12-31T14:59:00Z | 2027-01-01T14:59:00Z
          """)
  void comesOnceADay(String at, String zone, Instant after, Instant next) {
    assertThat(DailyTime.parse(at, zone).next(after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"3:00,UTC", "24:00,UTC", "03:60,UTC", "'',UTC", "03:00,Mars/Base", "03:00,''"})
  void refusesWhatIsNoTime(String at, String zone) {
    assertThatThrownBy(() -> DailyTime.parse(at, zone)).isInstanceOf(Invalid.class);
  }
}
