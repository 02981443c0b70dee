package dev.jellyscale.jobs.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private final AtomicLong database = new AtomicLong(1_000_000);
  private final AtomicLong nanos = new AtomicLong(-5);
  private final DatabaseClock clock = new DatabaseClock(database::get, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void theClockGoesOnWithoutTheDatabase() {
    pass(Duration.ofSeconds(7));

    assertThat(clock.millis()).isEqualTo(1_007_000);
  }

  @Test
  void aMeasurementFollowsTheDatabase() {
    database.set(3_600_000);
    clock.measure();

    assertThat(clock.instant().toEpochMilli()).isEqualTo(3_600_000);
  }

  @Test
  void theMomentOfAnAnswerIsInTheMiddleOfTheWait() {
    var slow =
        new DatabaseClock(
            () -> {
              pass(Duration.ofMillis(100));
              return 1_000;
            },
            nanos::get);

    assertThat(slow.millis()).isEqualTo(1_050);
  }

  @Test
  void anAnswerThatTookLongIsNotBelieved() {
    var wait = new AtomicLong();
    var slow =
        new DatabaseClock(
            () -> {
              pass(Duration.ofMillis(wait.get()));
              return database.get();
            },
            nanos::get);
    wait.set(501);
    database.set(0);
    slow.measure();

    assertThat(slow.millis()).isEqualTo(1_000_501);
  }
}
