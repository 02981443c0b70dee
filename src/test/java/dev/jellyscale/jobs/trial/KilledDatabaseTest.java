package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.PostgresServer;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is killed while nodes work, and comes back. */
class KilledDatabaseTest {
  private static final int SECONDS = 4;

  @TempDir Path folder;

  @Test
  void nodesGoOnWhenTheDatabaseIsBack() {
    try (var server = PostgresServer.start()) {
      var place = TrialPlace.make(folder, TrialPlace.address(server.newDatabase()), SECONDS);
      var id = place.ask("film.mkv", TrialPlace.SECOND);
      try (var node = TrialProcess.start(Life.of("one"), place)) {
        node.awaitSegment(id, "DONE");
        server.kill();
        node.await("notice", line -> line.contains("The database of jobs does not answer"));
        server.restart();
        node.awaitJob(id, "PUBLISHED");
        node.stop();
      }
      assertWhole(place, id);
    }
  }

  @Test
  void aSegmentThatCannotBeToldOfIsToldOfALittleLater() {
    try (var server = PostgresServer.start()) {
      var place = TrialPlace.make(folder, TrialPlace.address(server.newDatabase()), SECONDS);
      var id = place.ask("film.mkv", TrialPlace.SECOND);
      try (var node =
          TrialProcess.start(Life.of("one").frozenAt(FaultPoint.SEGMENT_RENAMED), place)) {
        node.awaitFrozen();
        server.kill();
        node.signal("CONT");
        node.await("notice", line -> line.contains("The database of jobs does not answer"));
        server.restart();
        node.awaitJob(id, "PUBLISHED");
        node.stop();
      }
      assertWhole(place, id);
      assertThat(TrialEnd.lost(place.history(id))).as("rendered anew").isZero();
    }
  }

  private static void assertWhole(TrialPlace place, JobId id) {
    TrialEnd.assertPublishedOnce(place, id, SECONDS);
    assertThat(TrialEnd.lost(place.history(id))).as("rendered anew").isLessThanOrEqualTo(1);
    assertThat(place.frames("film.mkv")).hasSize(SECONDS * TrialPlace.SECOND);
    assertThat(place.results()).containsExactly("film.mkv");
    assertThat(place.work(id)).doesNotExist();
  }
}
