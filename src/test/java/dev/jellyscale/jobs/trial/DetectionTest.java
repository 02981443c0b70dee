package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes until others take what a dead node was at, at the pace of every day. */
class DetectionTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void segmentsOfANodeThatVanishedAreTakenWithinHalfAMinute() {
    var place = TrialPlace.make(folder, TestDatabase.POSTGRESQL, 2);
    var id = place.ask("film.mkv", TrialPlace.SECOND);
    try (var dead =
        TrialProcess.start(Life.of("dead").usually().endingAt(FaultPoint.SEGMENT_BEGUN), place)) {
      dead.ended();
    }
    try (var other = TrialProcess.start(Life.of("other").usually(), place)) {
      other.awaitJob(id, "PUBLISHED");
      other.stop();
    }
    var history = place.history(id);
    TrialEnd.assertPublishedOnce(place, id, 2);
    var died = at(history, "dead");
    var taken =
        at(
            history.stream().filter(entry -> entry.segment().equals(died.segment())).toList(),
            "other");
    var time = Duration.between(died.at(), taken.at());
    assertThat(time).isLessThan(BOUND);
  }

  /** When a node began a segment. */
  private static HistoryEntry at(List<HistoryEntry> history, String node) {
    return history.stream()
        .filter(entry -> entry.to().equals("RUNNING") && entry.cause().by().equals(node))
        .findFirst()
        .orElseThrow();
  }
}
