package dev.jellyscale.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotThreadsTest {
  private static final long POLL_NANOS = 1_000_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void doesEveryRunOnce(int slots) throws Exception {
    var done = Collections.synchronizedList(new ArrayList<Integer>());
    var runs = new ArrayList<SlotThreads.Run<Integer>>();
    for (int i = 0; i < 40; i++) {
      int number = i;
      runs.add(slot -> done.add(number));
    }

    try (var threads = new SlotThreads<>(Collections.nCopies(slots, 0))) {
      threads.all(runs);
    }

    assertThat(done).doesNotHaveDuplicates().hasSize(40);
  }

  @Test
  @Timeout(10)
  void hasAsManyRunsInFlightAsSlots() throws Exception {
    var together = new CountDownLatch(3);
    SlotThreads.Run<Integer> run =
        slot -> {
          together.countDown();
          together.await();
        };

    try (var threads = new SlotThreads<>(List.of(1, 2, 3))) {
      threads.all(Collections.nCopies(3, run));
    }

    assertThat(together.getCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void startsNothingAfterTheFirstFailure(int slots) {
    var started = new AtomicInteger();
    SlotThreads.Run<Integer> failing =
        slot -> {
          started.incrementAndGet();
          throw new IllegalStateException("broken");
        };

    try (var threads = new SlotThreads<>(Collections.nCopies(slots, 0))) {
      assertThatThrownBy(() -> threads.all(Collections.nCopies(1000, failing)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
    }
    assertThat(started).hasValueLessThanOrEqualTo(slots);
  }

  @Test
  @Timeout(10)
  void waitsForTheRunsInFlightWhenTheCallerIsInterrupted() {
    var caller = Thread.currentThread();
    var together = new CountDownLatch(2);
    var finished = new AtomicInteger();
    SlotThreads.Run<Integer> run =
        slot -> {
          together.countDown();
          together.await();
          caller.interrupt();
          while (caller.isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS); // Spinning would take the core that clears it.
          }
          finished.incrementAndGet();
        };

    try (var threads = new SlotThreads<>(List.of(1, 2))) {
      assertThatThrownBy(() -> threads.all(Collections.nCopies(2, run)))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(finished).hasValue(2);
  }

  @Test
  @Timeout(10)
  void keepsTheInterruptOfACallerThatHearsOfAFailure() {
    var caller = Thread.currentThread();
    var together = new CountDownLatch(2);
    SlotThreads.Run<Integer> run =
        slot -> {
          together.countDown();
          together.await();
          caller.interrupt();
          while (caller.isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS); // Spinning would take the core that clears it.
          }
          throw new IllegalStateException("broken");
        };

    try (var threads = new SlotThreads<>(List.of(1, 2))) {
      assertThatThrownBy(() -> threads.all(Collections.nCopies(2, run)))
          .isInstanceOf(IllegalStateException.class);
      // Also clears it for the tests behind this one.
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
