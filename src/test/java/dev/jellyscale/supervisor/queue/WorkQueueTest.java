package dev.jellyscale.supervisor.queue;

import static dev.jellyscale.supervisor.queue.Priority.BATCH;
import static dev.jellyscale.supervisor.queue.Priority.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private static final QueueSettings SETTINGS =
      new QueueSettings(3, 2, 2, 8, Duration.ofSeconds(1));
  private static final QueuePlace ANYBODY = QueuePlace.patient(INTERACTIVE, "a");

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final List<String> heard = new ArrayList<>();
  private final WorkQueue queue = queue(1);

  private WorkQueue queue(int slots) {
    var made = new WorkQueue(SETTINGS, slots, _ -> true, now::get);
    made.listen(
        new QueueListener() {
          @Override
          public void served(Priority priority, Duration waited) {
            heard.add("served " + priority + " after " + waited.toSeconds());
          }

          @Override
          public void refused(Priority priority, Refusal why, Duration waited) {
            heard.add("refused " + priority + ": " + why);
          }

          @Override
          public void gone(Priority priority, Duration waited) {
            heard.add("gone " + priority);
          }

          @Override
          public void done(Priority priority, Duration worked) {
            heard.add("done " + priority + " in " + worked.toSeconds());
          }
        });
    return made;
  }

  private void pass(long seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private Turn take(QueuePlace place) throws InterruptedException {
    return queue.take(place, OptionalInt.empty());
  }

  /** A caller on a virtual thread that has come to wait. */
  private Waiter waiter(QueuePlace place) {
    int before = queue.reading().allWaiting();
    var turn = new CompletableFuture<Turn>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    turn.complete(take(place));
                  } catch (InterruptedException | RuntimeException e) {
                    turn.completeExceptionally(e);
                  }
                });
    until(() -> queue.reading().allWaiting() > before);
    return new Waiter(thread, turn);
  }

  private record Waiter(Thread thread, CompletableFuture<Turn> turn) {
    Turn get() throws Exception {
      return turn.get(10, TimeUnit.SECONDS);
    }
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within ten seconds").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void atTheEndWhoWaitsOrComesIsToldToComeAgainAndWhoWorksGoesOn() throws Exception {
    var begun = take(ANYBODY);
    var waiting = waiter(ANYBODY);

    queue.end();

    assertThatThrownBy(waiting::get).hasCauseInstanceOf(Unavailable.class);
    var late = catchThrowableOfType(Unavailable.class, () -> take(ANYBODY));
    assertThat(late).hasMessageContaining("stopping");
    assertThat(late.retryAfter()).isPresent();
    assertThat(queue.reading().atWork()).isEqualTo(1);
    begun.close();
    assertThat(queue.reading().atWork()).isZero();
    assertThatThrownBy(() -> take(ANYBODY)).isInstanceOf(Unavailable.class);
    assertThat(heard).contains("refused INTERACTIVE: ENDING");
  }

  @Test
  void aFreeSlotIsTakenAtOnce() throws Exception {
    try (var turn = take(ANYBODY)) {
      assertThat(turn.slot()).isZero();
      assertThat(queue.reading().atWork()).isEqualTo(1);
      pass(2);
    }
    assertThat(queue.reading().atWork()).isZero();
    assertThat(heard).containsExactly("served INTERACTIVE after 0", "done INTERACTIVE in 2");
  }

  @Test
  void whoWaitsHasItsTurnWhenTheSlotIsGivenBack() throws Exception {
    var first = take(ANYBODY);
    var batch = waiter(QueuePlace.patient(BATCH, "b"));
    var urgent = waiter(QueuePlace.patient(INTERACTIVE, "c"));
    pass(3);

    first.close();
    first.close();
    var second = urgent.get();
    assertThat(batch.turn()).isNotDone();
    second.close();
    batch.get().close();

    assertThat(heard)
        .containsExactly(
            "served INTERACTIVE after 0",
            "done INTERACTIVE in 3",
            "served INTERACTIVE after 3",
            "done INTERACTIVE in 0",
            "served BATCH after 3",
            "done BATCH in 0");
  }

  @Test
  void whoIsInterruptedGivesItsPlaceUpAtOnce() throws Exception {
    var first = take(ANYBODY);
    var waiter = waiter(ANYBODY);

    waiter.thread().interrupt();

    assertThatThrownBy(waiter::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(queue.reading().allWaiting()).isZero();
    assertThat(heard).contains("gone INTERACTIVE");
    first.close();
    take(ANYBODY).close();
  }

  @Test
  void interruptionsAndTurnsThatMeetLoseNoSlot() throws Exception {
    for (int i = 0; i < 500; i++) {
      var first = take(ANYBODY);
      var waiter = waiter(ANYBODY);
      var closer = Thread.ofVirtual().start(first::close);
      waiter.thread().interrupt();
      closer.join();
      waiter.thread().join();
      if (!waiter.turn().isCompletedExceptionally()) {
        waiter.get().close();
      }
      assertThat(queue.reading().atWork()).isZero();
    }
  }

  @Test
  void aDeadlineThatComesEndsTheWait() throws Exception {
    var queue = new WorkQueue(SETTINGS, 1, _ -> true, System::nanoTime);
    try (var _ = queue.take(ANYBODY, OptionalInt.empty())) {
      var place = QueuePlace.within(INTERACTIVE, "b", Duration.ofMillis(20));

      assertThatThrownBy(() -> queue.take(place, OptionalInt.empty()))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("deadline");
      assertThat(queue.reading().allWaiting()).isZero();
    }
  }

  @Test
  void aDeadlineThatHasComeAlreadyIsRefusedWithoutWaiting() throws Exception {
    try (var _ = take(ANYBODY)) {
      var place = new QueuePlace(INTERACTIVE, "b", OptionalLong.of(now.get()));

      assertThatThrownBy(() -> take(place)).isInstanceOf(Unavailable.class);
    }
    assertThat(heard).contains("refused INTERACTIVE: LATE");
  }

  @Test
  void whereNobodyElseFitsTheRefusalTellsWhenToTryAgain() throws Exception {
    var first = take(ANYBODY);
    pass(10);
    first.close();
    var second = take(ANYBODY);
    pass(4);
    var waiters = List.of(waiter(ANYBODY), waiter(ANYBODY));

    var refusal = catchThrowableOfType(Unavailable.class, () -> take(ANYBODY));

    // 6 s are left of the work, by its mean of 10 s, and two others wait.
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(26));
    assertThat(refusal)
        .hasMessageContaining("2 requests of this client")
        .hasMessageContaining("26");
    assertThat(heard).contains("refused INTERACTIVE: CLIENT_FULL");
    second.close();
    waiters.get(0).get().close();
    waiters.get(1).get().close();
  }

  @Test
  void urgentWorkIsNotToldToWaitForBatchWork() throws Exception {
    var slow = take(QueuePlace.patient(BATCH, "b"));
    pass(100);
    slow.close();
    var work = take(ANYBODY);
    waiter(QueuePlace.patient(BATCH, "b"));
    var place = new QueuePlace(INTERACTIVE, "c", OptionalLong.of(now.get()));

    var refusal = catchThrowableOfType(Unavailable.class, () -> take(place));

    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    queue.close();
    work.close();
  }

  @Test
  void slotsThatArePreferredAreGivenFirst() throws Exception {
    var pair = new WorkQueue(SETTINGS, 2, slot -> slot == 1, now::get);

    try (var one = pair.take(ANYBODY, OptionalInt.empty());
        var other = pair.take(ANYBODY, OptionalInt.empty())) {
      assertThat(one.slot()).isEqualTo(1);
      assertThat(other.slot()).isZero();
    }
    try (var wanted = pair.take(ANYBODY, OptionalInt.of(0))) {
      assertThat(wanted.slot()).isZero();
    }
  }

  @Test
  void aClosedQueueRefusesWhoWaitsAndWhoComes() throws Exception {
    try (var _ = take(ANYBODY)) {
      var waiter = waiter(ANYBODY);

      queue.close();

      assertThatThrownBy(waiter::get).hasCauseInstanceOf(EngineFailure.class);
      assertThatThrownBy(() -> take(ANYBODY)).isInstanceOf(EngineFailure.class);
    }
    assertThatThrownBy(() -> take(ANYBODY)).hasMessageContaining("closed");
  }

  @Test
  void aSlotNeverHasTwoCallers() throws Exception {
    var crowd = new WorkQueue(QueueSettings.defaults(), 2, _ -> true, System::nanoTime);
    var inside = List.of(new AtomicInteger(), new AtomicInteger());
    var failures = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 16; i++) {
      var place = QueuePlace.patient(i % 2 == 0 ? INTERACTIVE : BATCH, "client" + i);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int j = 0; j < 200; j++) {
                      try (var turn = crowd.take(place, OptionalInt.empty())) {
                        var here = inside.get(turn.slot());
                        failures.addAndGet(here.incrementAndGet() - 1);
                        Thread.onSpinWait();
                        here.decrementAndGet();
                      } catch (InterruptedException e) {
                        failures.incrementAndGet();
                      }
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(failures).hasValue(0);
    assertThat(crowd.reading().atWork()).isZero();
    assertThat(crowd.reading().allWaiting()).isZero();
  }

  @Test
  void boundsThatContradictThemselvesAreRefused() {
    assertThatThrownBy(() -> new QueueSettings(4, 5, 1, 8, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchPlaces=5");
    assertThat(QueueSettings.defaults())
        .isEqualTo(new QueueSettings(256, 192, 128, 8, Duration.ofSeconds(1)));
  }
}
