package dev.jellyscale.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderWindowTest {
  private static final String BERLIN = "Europe/Berlin";

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of(BERLIN)).toInstant();
  }

  private static RenderWindow window(String text) {
    return RenderWindow.parse(text, BERLIN);
  }

  /** The 21st of November 2026 is a Saturday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01:00-07:00                    | 2026-11-23T00:59:59 | false",
        "01:00-07:00                    | 2026-11-23T01:00:00 | true",
        "01:00-07:00                    | 2026-11-23T06:59:59 | true",
        "01:00-07:00                    | 2026-11-23T07:00:00 | false",
        "01:00-07:00, weekends all day  | 2026-11-21T15:00:00 | true",
        "01:00-07:00, weekends all day  | 2026-11-22T23:59:59 | true",
        "01:00-07:00, weekends all day  | 2026-11-23T00:00:00 | false",
        "22:00-06:00                    | 2026-11-23T23:00:00 | true",
        "22:00-06:00                    | 2026-11-23T05:59:00 | true",
        "22:00-06:00                    | 2026-11-23T12:00:00 | false",
        "fri 22:00-06:00                | 2026-11-21T05:00:00 | true",
        "fri 22:00-06:00                | 2026-11-20T05:00:00 | false",
        "Sat-Mon 10:00 - 11:00          | 2026-11-23T10:30:00 | true",
        "sat-mon 10:00-11:00            | 2026-11-24T10:30:00 | false",
        "weekdays 10:00-11:00           | 2026-11-21T10:30:00 | false",
        "daily all day                  | 2026-11-21T10:30:00 | true",
        "12:00-12:00                    | 2026-11-21T10:30:00 | true",
      })
  void hoursAreThoseOfTheClocksThere(String text, String moment, boolean open) {
    assertThat(window(text).isOpen(at(moment))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01:00-07:00                   | 2026-11-23T08:00:00 | 2026-11-24T01:00:00",
        "01:00-07:00, weekends all day | 2026-11-20T08:00:00 | 2026-11-21T00:00:00",
        "wed 10:00-11:00               | 2026-11-18T11:00:00 | 2026-11-25T10:00:00",
      })
  void itTellsWhenItOpens(String text, String moment, String opening) {
    assertThat(window(text).nextOpening(at(moment))).contains(at(opening));
  }

  @Test
  void whatIsOpenDoesNotOpen() {
    assertThat(window("all day").nextOpening(at("2026-11-21T08:00:00"))).isEmpty();
  }

  @Test
  void partsThatFollowEachOtherCloseOnce() {
    var window = window("weekends all day, 00:00-07:00, mon 07:00-08:00");

    assertThat(window.nextClosing(at("2026-11-21T12:00:00"))).contains(at("2026-11-23T08:00:00"));
    assertThat(window.nextClosing(at("2026-11-23T12:00:00"))).isEmpty();
    assertThat(window("all day").nextClosing(at("2026-11-23T12:00:00"))).isEmpty();
  }

  @Test
  void theNightInWhichClocksGoBackIsLonger() {
    var window = window("01:00-07:00");
    var begin = Instant.parse("2026-10-24T23:00:00Z");

    assertThat(window.isOpen(begin.minusSeconds(1))).isFalse();
    assertThat(window.nextClosing(begin)).contains(begin.plus(Duration.ofHours(7)));
  }

  @Test
  void anHourThatComesTwiceIsOpenBothTimes() {
    var window = window("02:15-02:45");
    var first = Instant.parse("2026-10-25T00:15:00Z");

    assertThat(window.isOpen(first)).isTrue();
    assertThat(window.isOpen(first.plus(Duration.ofMinutes(60)))).isTrue();
    assertThat(window.nextClosing(first)).contains(first.plus(Duration.ofMinutes(90)));
  }

  @Test
  void anHourThatIsLeftOutIsLater() {
    var window = window("02:15-02:45");

    assertThat(window.nextOpening(Instant.parse("2026-03-29T00:00:00Z")))
        .contains(Instant.parse("2026-03-29T01:15:00Z"));
    assertThat(window.isOpen(Instant.parse("2026-03-29T01:30:00Z"))).isTrue();
    assertThat(window.isOpen(Instant.parse("2026-03-29T01:45:00Z"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "always",
        "01:00",
        "1:00-7:00",
        "25:00-26:00",
        "01:00-07:60",
        "mon",
        "mon-",
        "mon-tue",
        "mon-tue-wed 01:00-02:00",
        "funday all day",
        "01:00-07:00,",
        "all",
        "mon all"
      })
  void whatIsNotUnderstoodIsRefused(String text) {
    assertThatThrownBy(() -> window(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void anUnknownZoneAndAFloodOfPartsAreRefused() {
    assertThatThrownBy(() -> RenderWindow.parse("all day", "Mars/Olympus"))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> window("all day,".repeat(60) + "all day")).isInstanceOf(Invalid.class);
  }

  @Test
  void openAndNextOpeningAgreeThroughoutAYear() {
    var window = window("fri-sat 22:30-03:10, weekdays 02:30-02:50, sun all day");
    var moment = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 365 * 24 * 4; i++) {
      var now = moment;
      moment = moment.plus(Duration.ofMinutes(15));
      var opening = window.nextOpening(now);
      assertThat(opening.isEmpty()).isEqualTo(window.isOpen(now));
      opening.ifPresent(
          then -> {
            assertThat(then).isAfter(now);
            assertThat(window.isOpen(then)).isTrue();
            assertThat(window.isOpen(then.minusMillis(1))).isFalse();
          });
    }
  }
}
