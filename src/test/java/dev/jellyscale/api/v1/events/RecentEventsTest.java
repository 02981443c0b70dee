package dev.jellyscale.api.v1.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private static final Duration NOW = Duration.ZERO;
  private static final JobId JOB = JobId.at(Instant.EPOCH);

  private final RecentEvents recent = new RecentEvents();

  private static List<HistoryEntry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(
            number ->
                new HistoryEntry(
                    number,
                    Instant.EPOCH,
                    JOB,
                    OptionalInt.empty(),
                    "QUEUED",
                    "PLANNING",
                    new Cause("test", "")))
        .toList();
  }

  private List<Long> numbers(long after) throws InterruptedException {
    return recent.await(after, 0, NOW).entries().orElseThrow().stream()
        .map(HistoryEntry::number)
        .toList();
  }

  @Test
  void whoKnowsAnEntryHearsThoseBehindIt() throws Exception {
    recent.begin(10);
    recent.add(entries(11, 14));

    assertThat(numbers(10)).containsExactly(11L, 12L, 13L, 14L);
    assertThat(numbers(13)).containsExactly(14L);
    assertThat(numbers(14)).isEmpty();
    assertThat(numbers(99)).isEmpty();
  }

  @Test
  void whatTwoHaveFoundIsThereOnce() throws Exception {
    recent.begin(10);
    recent.add(entries(11, 13));
    recent.add(entries(12, 15));
    recent.add(List.of());

    assertThat(numbers(10)).containsExactly(11L, 12L, 13L, 14L, 15L);
  }

  @Test
  void whoIsTooFarBehindIsToReadTheDatabase() throws Exception {
    recent.begin(10);
    assertThat(recent.await(9, 0, NOW).entries()).isEmpty();

    recent.add(entries(11, 5000));

    assertThat(recent.await(10, 0, NOW).entries()).isEmpty();
    assertThat(recent.await(2999, 0, NOW).entries()).isEmpty();
    assertThat(numbers(3000)).hasSize(2000).startsWith(3001L);
    assertThat(recent.last()).isEqualTo(5000);
  }

  @Test
  void whoWaitsIsWoken() throws Exception {
    recent.begin(0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> recent.await(0, 0, Duration.ofMinutes(1)));
      recent.add(entries(1, 1));

      assertThat(waiting.get().entries().orElseThrow()).hasSize(1);
    }
  }

  @Test
  void progressThatStaysTheSameIsNoNews() throws Exception {
    recent.begin(0);
    recent.tell(Map.of());

    assertThat(recent.await(0, 0, NOW).version()).isZero();
  }
}
