package dev.jellyscale.supervisor.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
  private static final BreakerSettings SETTINGS =
      new BreakerSettings(3, Duration.ofSeconds(30), Duration.ofMinutes(2));

  private long now = 1_000;
  private final CircuitBreaker breaker = new CircuitBreaker(SETTINGS, () -> now);

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  private void fault() {
    try (var permit = breaker.enter()) {
      permit.faulty();
    }
  }

  private void success() {
    try (var permit = breaker.enter()) {
      permit.healthy();
    }
  }

  private void badUpload() {
    breaker.enter().close();
  }

  private void open() {
    fault();
    fault();
    fault();
  }

  private static BreakerReading closed(int faults) {
    return new BreakerReading(false, false, faults, 3, 0);
  }

  @Test
  void faultsInARowOpenIt() {
    fault();
    fault();
    assertThat(breaker.reading()).isEqualTo(closed(2));

    fault();

    assertThat(breaker.reading()).isEqualTo(new BreakerReading(true, false, 3, 3, 30));
    assertThatThrownBy(breaker::check).isInstanceOf(Unavailable.class);
    pass(10);
    var refusal = catchThrowableOfType(Unavailable.class, breaker::enter);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(20));
    assertThat(refusal).hasMessage("Renderers failed 3 times in a row; try again in 20 s");
  }

  @Test
  void aSuccessBetweenFaultsBeginsTheCountAnew() {
    fault();
    fault();
    success();

    assertThat(breaker.reading()).isEqualTo(closed(0));
  }

  @Test
  void badUploadsAndCancelledWorkCountNeitherWay() {
    fault();
    fault();
    for (int i = 0; i < 100; i++) {
      badUpload();
    }
    assertThat(breaker.reading()).isEqualTo(closed(2));
  }

  @Test
  void afterTheRestOneTrialIsLetThroughAndNoOther() {
    open();
    pass(30);
    assertThat(breaker.reading()).isEqualTo(new BreakerReading(false, true, 3, 3, 0));

    try (var trial = breaker.enter()) {
      assertThat(breaker.reading()).isEqualTo(new BreakerReading(true, true, 3, 3, 0));
      var refusal = catchThrowableOfType(Unavailable.class, breaker::enter);
      assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
      trial.healthy();
    }
    assertThat(breaker.reading()).isEqualTo(closed(0));
    success();
  }

  @Test
  void aTrialThatFailsOpensItAgain() {
    open();
    pass(30);
    fault();

    assertThat(breaker.reading()).isEqualTo(new BreakerReading(true, false, 3, 3, 30));
  }

  @Test
  void aTrialThatWasCancelledOrHadABadUploadIsFollowedByAnother() {
    open();
    pass(30);
    badUpload();
    badUpload();

    assertThat(breaker.reading().halfOpen()).isTrue();
    success();
    assertThat(breaker.reading()).isEqualTo(closed(0));
  }

  @Test
  void aTrialThatNeverEndsIsFollowedByAnotherAndDecidesNothingAfterwards() {
    open();
    pass(30);
    var lost = breaker.enter();
    pass(119);
    assertThatThrownBy(breaker::enter).isInstanceOf(Unavailable.class);
    pass(1);

    var trial = breaker.enter();
    lost.faulty();
    assertThat(breaker.reading().halfOpen()).isTrue();
    trial.healthy();

    assertThat(breaker.reading()).isEqualTo(closed(0));
  }

  @Test
  void workThatBeganBeforeItOpenedDecidesNothing() {
    var old = breaker.enter();
    var older = breaker.enter();
    open();

    old.healthy();
    older.faulty();
    assertThat(breaker.reading()).isEqualTo(new BreakerReading(true, false, 3, 3, 30));

    pass(30);
    try (var trial = breaker.enter()) {
      trial.healthy();
    }
    assertThat(breaker.reading()).isEqualTo(closed(0));
  }

  @Test
  void anEndIsToldOnce() {
    var permit = breaker.enter();
    permit.faulty();
    permit.faulty();
    permit.healthy();
    permit.close();

    assertThat(breaker.reading()).isEqualTo(closed(1));
  }

  /** Whatever happened before, some time and one success close it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itAlwaysGetsOutOfEveryState(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      try {
        var permit = breaker.enter();
        switch (random.nextInt(4)) {
          case 0 -> permit.healthy();
          case 1 -> permit.faulty();
          case 2 -> permit.close();
          default -> {} // Its thread has died.
        }
      } catch (Unavailable e) {
        assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), SETTINGS.rest());
      }
      pass(random.nextInt(20));
      if (i % 100 == 99) {
        pass(120);
        success();
        assertThat(breaker.reading()).isEqualTo(closed(0));
      }
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new BreakerSettings(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessageContaining("threshold=0");
    assertThat(BreakerSettings.defaults())
        .isEqualTo(new BreakerSettings(5, Duration.ofSeconds(30), Duration.ofMinutes(2)));
  }
}
