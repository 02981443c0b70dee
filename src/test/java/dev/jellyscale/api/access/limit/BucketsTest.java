package dev.jellyscale.api.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.limit.Buckets.Limit;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final Limit LIMIT = new Limit(3, Duration.ofMinutes(1));

  /** Time that a test moves. */
  private static final class Time implements TimeMeter {
    private long nanos = 1;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void tick(Duration step) {
      nanos += step.toNanos();
    }
  }

  private final Time time = new Time();
  private final Buckets buckets = new Buckets(LIMIT, 100, time);

  private void empty(String key) {
    for (int i = 0; i < LIMIT.capacity(); i++) {
      assertThat(buckets.take(key)).isZero();
    }
  }

  @Test
  void whatIsTakenComesBackInTime() {
    empty("a");

    assertThat(buckets.isEmpty("a")).isTrue();
    assertThat(buckets.take("a")).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(20));
    time.tick(Duration.ofSeconds(20));
    assertThat(buckets.take("a")).isZero();
  }

  @Test
  void keysDoNotTakeFromEachOther() {
    empty("a");

    assertThat(buckets.isEmpty("b")).isFalse();
    assertThat(buckets.take("b")).isZero();
  }

  @Test
  void aFloodOfKeysGivesNobodyAFreshBucketAndIsItselfBounded() {
    empty("attacker");

    for (int i = 0; i < 10_000; i++) {
      buckets.take("key" + i);
      time.tick(Duration.ofMillis(1));
    }

    assertThat(buckets.isEmpty("attacker")).isTrue();
    assertThat(buckets.size()).isLessThanOrEqualTo(100);
    assertThat(buckets.isEmpty("never seen")).isTrue();
  }

  @Test
  void afterAFloodThereIsRoomAgain() {
    for (int i = 0; i < 200; i++) {
      buckets.take("key" + i);
    }
    time.tick(Duration.ofMinutes(2));

    assertThat(buckets.take("late")).isZero();

    assertThat(buckets.size()).isEqualTo(1);
  }
}
