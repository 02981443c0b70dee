package dev.jellyscale.api.service.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger found = new AtomicInteger();

  @Test
  void isFoundOutOnceWithinItsLife() {
    var fact = new Remembered<>(found::incrementAndGet, Duration.ofSeconds(5), now::get);
    fact.get();
    now.set(Duration.ofSeconds(5).toNanos() - 1);

    assertThat(fact.get()).isEqualTo(1);
  }

  @Test
  void isFoundOutAgainAfterIt() {
    var fact = new Remembered<>(found::incrementAndGet, Duration.ofSeconds(5), now::get);
    fact.get();
    now.set(Duration.ofSeconds(5).toNanos());

    assertThat(fact.get()).isEqualTo(2);
  }

  @Test
  void isToldAsItWasWhileSomebodyFindsItOut() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var fact =
        new Remembered<>(
            () -> {
              if (found.incrementAndGet() == 2) {
                begun.countDown();
                awaitQuietly(go);
              }
              return found.get();
            },
            Duration.ofSeconds(5),
            now::get);
    fact.get();
    now.set(Duration.ofSeconds(6).toNanos());
    var slow = Thread.ofVirtual().start(fact::get);
    begun.await();

    int told = fact.get();

    go.countDown();
    slow.join();
    assertThat(told).isEqualTo(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
