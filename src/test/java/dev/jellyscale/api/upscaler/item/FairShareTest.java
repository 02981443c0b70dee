package dev.jellyscale.api.upscaler.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairShareTest {
  private final ThreadLocal<String> caller = ThreadLocal.withInitial(() -> "quiet");
  private final FairShare share = new FairShare(caller::get, Duration.ofMinutes(5));

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
      LockSupport.parkNanos(1_000_000);
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
  void whoWaitsForTooLongIsToldSo() throws InterruptedException {
    var hasty = new FairShare(() -> "greedy", Duration.ofMillis(1));
    var answer = new CountDownLatch(1);
    var asking = new CountDownLatch(2);
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      crowd.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      hasty.ask(
                          () -> {
                            asking.countDown();
                            await(answer);
                            return 1;
                          })));
    }
    asking.await();

    assertThatThrownBy(() -> hasty.ask(() -> 1))
        .isInstanceOfSatisfying(
            ServiceFailure.class, failure -> assertThat(failure.status()).isEqualTo(429));

    answer.countDown();
    for (var one : crowd) {
      one.join();
    }
    assertThat(hasty.callers()).isZero();
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
