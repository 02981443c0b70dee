package dev.jellyscale.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedWindowTest {
  private static final NamedWindow NIGHTS =
      NamedWindow.parse("nights", "01:00-07:00", "Europe/Berlin");

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "-a", "a/b", "ä", "a'b"})
  void aNameHasNoOddCharacters(String name) {
    assertThatThrownBy(() -> NamedWindow.parse(name, "all day", "UTC")).isInstanceOf(Invalid.class);
  }

  @Test
  void theHourTellsUntilWhenAJobWaits() {
    // 20:00 in Berlin, in summer.
    assertThat(NIGHTS.waiting(Instant.parse("2026-07-10T18:00:00Z")))
        .contains("Outside its window 'nights' until 01:00 (Europe/Berlin)");
  }

  @Test
  void theDayIsToldWhereTheHourAloneWouldMislead() {
    var weekends = NamedWindow.parse("free", "weekends all day", "Europe/Berlin");

    assertThat(weekends.waiting(Instant.parse("2026-07-08T18:00:00Z")))
        .contains("Outside its window 'free' until Sat 00:00 (Europe/Berlin)");
  }

  @Test
  void nothingWaitsInside() {
    assertThat(NIGHTS.waiting(Instant.parse("2026-07-10T00:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // Nothing happened; it opened; it opened and closed; it closed; clocks went forward in it.
    "2026-07-10T10:00:00Z, 2026-07-10T11:00:00Z, ",
    "2026-07-09T22:59:59Z, 2026-07-09T23:00:00Z, 2026-07-09T23:00:00Z",
    "2026-07-09T22:00:00Z, 2026-07-10T05:30:00Z, 2026-07-10T05:00:00Z",
    "2026-07-10T04:59:00Z, 2026-07-10T05:00:00Z, 2026-07-10T05:00:00Z",
    "2026-07-10T05:00:00Z, 2026-07-10T05:00:01Z, ",
    "2026-03-29T00:30:00Z, 2026-03-29T06:00:00Z, 2026-03-29T05:00:00Z",
  })
  void theLastTurnIsFound(Instant after, Instant moment, Instant expected) {
    if (expected == null) {
      assertThat(NIGHTS.turnedBetween(after, moment)).isEmpty();
    } else {
      assertThat(NIGHTS.turnedBetween(after, moment)).contains(expected);
    }
  }

  @Test
  void aWindowThatIsAlwaysOpenDoesNotTurn() {
    var always = NamedWindow.parse("always", "all day", "UTC");

    assertThat(always.turnedBetween(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }
}
