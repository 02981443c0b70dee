package dev.jellyscale.api.upscaler.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairShareTest {
  private final ThreadLocal<String> caller = ThreadLocal.withInitial(() -> "quiet");
  private final FairShare share = new FairShare(caller::get);

  @Test
  void whoAsksForMuchWaitsForHimselfAndNobodyElseDoes() throws InterruptedException {
    var asking = new AtomicInteger();
    var answer = new CountDownLatch(1);
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      crowd.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    caller.set("greedy");
                    share.ask(
                        () -> {
                          asking.incrementAndGet();
                          await(answer);
                          return 1;
                        });
                  }));
    }
    while (asking.get() < 2) {
      Thread.onSpinWait();
    }

    assertThat(share.ask(() -> "at once")).isEqualTo("at once");

    assertThat(asking).hasValue(2);
    answer.countDown();
    for (var one : crowd) {
      one.join();
    }
    assertThat(asking).hasValue(6);
    assertThat(share.callers()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatFailsGivesItsPlaceBack() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> share.ask(FairShareTest::fails)).isInstanceOf(Unavailable.class);
    }

    assertThat(share.ask(() -> 1)).isEqualTo(1);
    assertThat(share.callers()).isZero();
  }

  private static int fails() {
    throw new Unavailable("gone", null);
  }
}
