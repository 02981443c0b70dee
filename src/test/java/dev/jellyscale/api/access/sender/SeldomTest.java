package dev.jellyscale.api.access.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

  @Test
  void isDueAtOnceAndThenOnceInAWhile() {
    // The clock of the system begins anywhere, also below 0.
    var now = new AtomicLong(Long.MAX_VALUE - 5);
    var seldom = new Seldom(Duration.ofHours(1), now::get);

    assertThat(seldom.isDue()).isTrue();
    assertThat(seldom.isDue()).isFalse();
    now.addAndGet(Duration.ofHours(1).toNanos() - 1);
    assertThat(seldom.isDue()).isFalse();
    now.incrementAndGet();
    assertThat(seldom.isDue()).isTrue();
    assertThat(seldom.isDue()).isFalse();
  }
}
