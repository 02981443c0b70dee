package dev.jellyscale.jobs.artwork.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  @Test
  void aBeatThatHasBegunIsWaitedForAndNotInterrupted() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var beat = new CompletableFuture<Boolean>();
    var heartbeat =
        new Heartbeat(() -> beat.complete(isLeftAlone(begun, end)), Duration.ofMillis(1));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    Thread.startVirtualThread(end::countDown);
    heartbeat.close();

    assertThat(beat).isCompletedWithValue(true);
  }

  private static boolean isLeftAlone(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      return end.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      return false;
    }
  }
}
