package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that stands still for longer than others wait for it, and then goes on. */
class FrozenNodeTest {
  private static final int SECONDS = 3;

  @TempDir Path folder;

  @Test
  void aSegmentThatComesTooLateIsRefused() {
    Abreast.run(
        new FaultPoint[] {FaultPoint.SEGMENT_RENDERED, FaultPoint.SEGMENT_RENAMED},
        this::refuseSegment);
  }

  private void refuseSegment(FaultPoint point) {
    var place = TrialPlace.make(folder.resolve(point.name()), TestDatabase.POSTGRESQL, SECONDS);
    var id = place.ask("film.mkv", TrialPlace.SECOND);
    try (var zombie = TrialProcess.start(Life.of("zombie").frozenAt(point), place)) {
      zombie.awaitFrozen();
      // Would it finish, the folder would be gone, and the zombie would have nothing to commit.
      try (var other =
          TrialProcess.start(Life.of("other").frozenAt(FaultPoint.ASSEMBLY_BEGUN), place)) {
        other.awaitFrozen();
        zombie.signal("CONT");
        zombie.awaitJob(id, "PUBLISHED");
        other.signal("CONT");
        other.stop();
      }
      zombie.stop();
    }
    TrialEnd.assertPublishedOnce(place, id, SECONDS);
    assertThat(TrialEnd.lost(place.history(id))).isEqualTo(1);
    assertThat(TrialEnd.workers(place.history(id))).as("accepted from").containsOnly("other");
    assertThat(place.frames("film.mkv")).hasSize(SECONDS * TrialPlace.SECOND);
    assertThat(place.results()).containsExactly("film.mkv");
  }

  @Test
  void aFilmIsPublishedOnce() {
    Abreast.run(
        new FaultPoint[] {
          FaultPoint.CHECK_BEGUN,
          FaultPoint.ASSEMBLY_WRITTEN,
          FaultPoint.ASSEMBLY_RECORDED,
          FaultPoint.PUBLISH_MOVED
        },
        this::publishOnce);
  }

  private void publishOnce(FaultPoint point) {
    var place = TrialPlace.make(folder.resolve(point.name()), TestDatabase.POSTGRESQL, SECONDS);
    var id = place.ask("film.mkv", TrialPlace.SECOND);
    try (var zombie = TrialProcess.start(Life.of("zombie").frozenAt(point), place)) {
      zombie.awaitFrozen();
      try (var other = TrialProcess.start(Life.of("other"), place)) {
        other.awaitJob(id, "PUBLISHED");
        zombie.signal("CONT");
        zombie.stop();
        other.stop();
      }
    }
    TrialEnd.assertPublishedOnce(place, id, SECONDS);
    assertThat(place.frames("film.mkv")).hasSize(SECONDS * TrialPlace.SECOND);
    assertThat(place.results()).containsExactly("film.mkv");
  }
}
