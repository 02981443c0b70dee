package dev.jellyscale.jobs.rules.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger beats = new AtomicInteger();
  private final Pulse pulse = new Pulse(beats::incrementAndGet, nanos::get);

  @Test
  void beatsEveryTenSecondsHoweverOftenItIsCalled() {
    for (int second = 1; second <= 35; second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      pulse.run();
      pulse.run();
    }

    assertThat(beats).hasValue(3);
  }
}
