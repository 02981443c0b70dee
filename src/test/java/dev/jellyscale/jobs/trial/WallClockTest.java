package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose wall clocks are wrong, each in its own way. */
class WallClockTest {
  private static final int SECONDS = 12;
  private static final Duration WRONG = Duration.ofHours(1);

  @TempDir Path folder;

  @Test
  void nodesAnHourApartShareAJobAsIfTheyWereNot() {
    var place = TrialPlace.make(folder, TestDatabase.POSTGRESQL, SECONDS);
    var id = place.ask("film.mkv", TrialPlace.SECOND);
    var began = place.rows(store -> store.database().clock().instant());
    try (var early = TrialProcess.start(life("early", WRONG.negated()), place);
        var late = TrialProcess.start(life("late", Duration.ZERO), place)) {
      early.awaitJob(id, "PUBLISHED");
      assertThat(Duration.between(told(early), told(late)))
          .isBetween(WRONG.minusMinutes(3), WRONG.plusMinutes(3));
      assertThat(early.said()).noneMatch(line -> line.contains("no sign of life"));
      assertThat(late.said()).noneMatch(line -> line.contains("no sign of life"));
      early.stop();
      late.stop();
    }
    var ended = place.rows(store -> store.database().clock().instant());

    TrialEnd.assertPublishedOnce(place, id, SECONDS);
    var history = place.history(id);
    assertThat(TrialEnd.lost(history)).isZero();
    assertThat(TrialEnd.workers(history)).containsExactlyInAnyOrder("early", "late");
    assertThat(history.stream().map(HistoryEntry::at).toList())
        .allSatisfy(at -> assertThat(at).isBetween(began.minusMillis(500), ended.plusMillis(500)));
  }

  private Life life(String name, Duration wrong) {
    return Life.of(name).with(List.of(WallClockAgent.option(folder.resolve(name + ".jar"), wrong)));
  }

  /** What a node took for the time when it was ready. */
  private static Instant told(TrialProcess node) {
    return Instant.ofEpochMilli(Long.parseLong(node.awaitReady().replaceAll("\\D", "")));
  }
}
