package dev.jellyscale.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrikesTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Strikes strikes = new Strikes(3, Duration.ofSeconds(10), clock);

  @Test
  void theDelayGrowsToItsBound() {
    var seconds = new ArrayList<Long>();
    for (int i = 0; i < 8; i++) {
      strikes.strike("a");
      var wait = strikes.wait("a");
      seconds.add(wait.toSeconds());
      clock.tick(wait);
      assertThat(strikes.wait("a")).isZero();
    }

    assertThat(seconds).isEqualTo(List.of(0L, 0L, 1L, 2L, 4L, 8L, 10L, 10L));
    assertThat(strikes.wait("b")).isZero();
  }

  @Test
  void itIsForgottenAfterAnHour() {
    for (int i = 0; i < 9; i++) {
      strikes.strike("a");
    }
    clock.tick(Duration.ofHours(1));
    strikes.strike("a");

    assertThat(strikes.wait("a")).isZero();
  }

  @Test
  void whatIsTakenBackDoesNotCount() {
    for (int i = 0; i < 9; i++) {
      strikes.strike("a");
      strikes.forgive("a");
    }
    strikes.strike("a");
    strikes.strike("a");

    assertThat(strikes.wait("a")).isZero();
    strikes.strike("a");
    assertThat(strikes.wait("a")).isEqualTo(Duration.ofSeconds(1));
    strikes.forgive("a");
    assertThat(strikes.wait("a")).isZero();
  }

  @Test
  void aFloodOfKeysGivesNobodyAFreshStartAndMakesRoomLater() {
    for (int i = 0; i < 3; i++) {
      strikes.strike("a");
    }
    for (int i = 0; i < Strikes.MOST_KEYS + 3; i++) {
      strikes.strike("key " + i);
    }

    assertThat(strikes.wait("a")).isPositive();
    assertThat(strikes.wait("new")).isPositive();
    clock.tick(Duration.ofHours(1));
    assertThat(strikes.wait("new")).isZero();
    strikes.strike("new");
    strikes.strike("newer");
    assertThat(strikes.wait("new")).isZero();
  }

  @Test
  void whoeverSharesACountWaitsForHalfAMinuteAtMost() {
    var patient = new Strikes(3, Duration.ofMinutes(15), clock);
    for (int i = 0; i < Strikes.MOST_KEYS; i++) {
      patient.strike("key " + i);
    }
    for (int i = 0; i < 20; i++) {
      patient.strike("other " + i);
      patient.strike("key 0");
    }

    assertThat(patient.isCrowdedOut("new")).isTrue();
    assertThat(patient.isCrowdedOut("key 0")).isFalse();
    assertThat(patient.wait("new")).isEqualTo(Duration.ofSeconds(30));
    assertThat(patient.wait("key 0")).isEqualTo(Duration.ofMinutes(15));
  }
}
