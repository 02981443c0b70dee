package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is true of every job that was brought to its end through faults. */
final class TrialEnd {
  private TrialEnd() {}

  /** The film is published once, of segments each of which was done once, and nothing is left. */
  static void assertPublishedOnce(TrialPlace place, JobId id, int segments) {
    var history = place.history(id);
    assertThat(place.job(id).state().kind()).as("%s", place.job(id)).isEqualTo(Kind.PUBLISHED);
    assertThat(history.stream().filter(entry -> entry.to().equals("PUBLISHED"))).hasSize(1);
    assertThat(times(history, "DONE"))
        .hasSize(segments)
        .as("%s", history)
        .allSatisfy((_, times) -> assertThat(times).isOne());
  }

  /** How often each segment came to a state. */
  static Map<Integer, Long> times(List<HistoryEntry> history, String state) {
    return history.stream()
        .filter(entry -> entry.segment().isPresent() && entry.to().equals(state))
        .map(entry -> entry.segment().getAsInt())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** Attempts of segments that came to nothing. */
  static long lost(List<HistoryEntry> history) {
    return history.stream()
        .filter(entry -> entry.segment().isPresent() && entry.to().equals("PENDING"))
        .filter(entry -> !entry.from().isEmpty())
        .count();
  }

  /** Nodes that rendered segments. */
  static Set<String> workers(List<HistoryEntry> history) {
    return history.stream()
        .filter(entry -> entry.to().equals("RENDERED"))
        .map(entry -> entry.cause().by())
        .collect(Collectors.toSet());
  }
}
