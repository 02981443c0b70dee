package dev.jellyscale.api.service.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LogRingTest {
  private static final OptionalLong NOTHING = OptionalLong.empty();

  private final LogRing ring = new LogRing();

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      ring.write(Instant.ofEpochSecond(1_000, 500_000_000), "INFO", "test", "line");
    }
  }

  @Test
  void numbersEntriesAndTellsTheirTime() {
    write(2);

    assertThat(ring.recent(10))
        .containsExactly(
            new LogEntry(1, 1000.5, "INFO", "test", "line"),
            new LogEntry(2, 1000.5, "INFO", "test", "line"));
  }

  @Test
  void keepsNoMoreThanItsCapacity() {
    write(LogRing.CAPACITY + 3);

    assertThat(ring.recent(Integer.MAX_VALUE)).hasSize(LogRing.CAPACITY);
    assertThat(ring.recent(1).getFirst().seq()).isEqualTo(LogRing.CAPACITY + 3);
  }

  @Test
  void cutsLongEntries() {
    ring.write(Instant.EPOCH, "INFO", "x".repeat(1000), "y".repeat(100_000));

    assertThat(ring.recent(1).getFirst().msg()).hasSize(4096).endsWith("...");
    assertThat(ring.recent(1).getFirst().logger()).hasSize(200);
  }

  @Test
  void tellsANewListenerTheLastHundred() {
    write(150);

    var before = ring.listen(NOTHING).orElseThrow().before();

    assertThat(before).hasSize(100);
    assertThat(before.getFirst().seq()).isEqualTo(51);
  }

  @Test
  void tellsAListenerThatComesBackWhatHeMissed() {
    write(150);

    var before = ring.listen(OptionalLong.of(7)).orElseThrow().before();

    assertThat(before).hasSize(143);
    assertThat(before.getFirst().seq()).isEqualTo(8);
  }

  @Test
  void takesANumberOfAnotherNodeForNone() {
    write(3);

    assertThat(ring.listen(OptionalLong.of(9999)).orElseThrow().before()).hasSize(3);
  }

  @Test
  void tellsEveryEntryOnceAcrossTheBeginning() throws InterruptedException {
    write(5);
    var listener = ring.listen(NOTHING).orElseThrow();
    write(2);

    var heard = new ArrayList<>(listener.before());
    heard.add(listener.next(Duration.ZERO).orElseThrow());
    heard.add(listener.next(Duration.ZERO).orElseThrow());

    assertThat(heard).extracting(LogEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void hasNoMoreListenersThanItsBound() {
    var first = ring.listen(NOTHING).orElseThrow();
    for (int i = 1; i < LogRing.MOST_LISTENERS; i++) {
      assertThat(ring.listen(NOTHING)).isPresent();
    }
    assertThat(ring.listen(NOTHING)).isEmpty();

    first.close();

    assertThat(ring.listen(NOTHING)).isPresent();
  }

  @Test
  void marksAListenerThatFallsBehindAndGoesOn() {
    var slow = ring.listen(NOTHING).orElseThrow();

    write(1001);

    assertThat(slow.isBehind()).isTrue();
    assertThat(ring.recent(1).getFirst().seq()).isEqualTo(1001);
  }
}
