package dev.jellyscale.jobs.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InsistenceTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private final AtomicInteger tries = new AtomicInteger();

  private boolean failing(int times) {
    if (tries.incrementAndGet() <= times) {
      throw new Unavailable("The database of jobs does not answer", null);
    }
    return true;
  }

  @Test
  void whatTheDatabaseMissedIsToldAgain() throws Exception {
    assertThat(new Insistence(Duration.ofMinutes(1), SHORT).on(() -> failing(5))).isTrue();
    assertThat(tries).hasValue(6);
  }

  @Test
  void aRefusalIsAnAnswer() throws Exception {
    assertThat(Insistence.USUAL.on(() -> tries.incrementAndGet() > 1)).isFalse();
    assertThat(tries).hasValue(1);
  }

  @Test
  void whoIsAwayForLongIsToldNoMore() {
    assertThatThrownBy(() -> new Insistence(Duration.ZERO, SHORT).on(() -> failing(5)))
        .isInstanceOf(Unavailable.class);
    assertThat(tries).hasValue(1);
  }

  /** As with a frozen database, whose answer is waited for as long as anybody insists. */
  @Test
  void aFirstTryThatTakesLongIsNotTheLast() throws Exception {
    var longest = Duration.ofMillis(50);
    assertThat(new Insistence(longest, SHORT).on(() -> failingOnceAfter(longest))).isTrue();
    assertThat(tries).hasValue(2);
  }

  private boolean failingOnceAfter(Duration time) {
    long begun = System.nanoTime();
    while (tries.get() == 0 && System.nanoTime() - begun <= time.toNanos()) {
      Thread.onSpinWait();
    }
    return failing(1);
  }
}
