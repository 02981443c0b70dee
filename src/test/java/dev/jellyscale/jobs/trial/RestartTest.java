package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed, and comes again, while jobs stand in each of their states. */
class RestartTest {
  private static final int SECONDS = 2;

  @TempDir Path folder;

  @Test
  void eachStateIsThatOfBefore() {
    Abreast.run(TestDatabase.values(), this::restarted);
  }

  private void restarted(TestDatabase kind) throws IOException {
    var place = TrialPlace.make(folder.resolve(kind.name()), kind, SECONDS);
    Files.writeString(place.output().resolve("taken.mkv"), "mine");
    var failed = place.ask("taken.mkv", TrialPlace.SECOND);
    var cancelled = place.ask("cancelled.mkv", TrialPlace.SECOND);
    var paused = place.ask("paused.mkv", TrialPlace.SECOND);
    try (var node = TrialProcess.start(Life.of("one"), place)) {
      node.awaitJob(failed, "FAILED");
      node.awaitSegment(cancelled, "RUNNING");
      node.order("cancel", cancelled);
      node.awaitSegment(paused, "RUNNING");
      node.order("pause", paused);
      node.kill();
    }
    var moving = place.ask("moving.mkv", TrialPlace.SECOND);
    killIn(Kind.PLANNING, FaultPoint.PLAN_BEGUN, place, moving);
    killIn(Kind.RENDERING, FaultPoint.SEGMENT_BEGUN, place, moving);
    killIn(Kind.ASSEMBLING, FaultPoint.ASSEMBLY_BEGUN, place, moving);
    killIn(Kind.VERIFYING, FaultPoint.ASSEMBLY_RECORDED, place, moving);
    killIn(Kind.PUBLISHED, FaultPoint.PUBLISHED, place, moving);
    assertThat(place.kind(failed)).isEqualTo(Kind.FAILED);
    assertThat(place.kind(cancelled)).isEqualTo(Kind.CANCELLED);
    assertThat(place.kind(paused)).isEqualTo(Kind.PAUSED);

    try (var node = TrialProcess.start(Life.of("one"), place)) {
      node.awaitReady();
      node.order("resume", paused);
      node.awaitJob(paused, "PUBLISHED");
      Files.delete(place.output().resolve("taken.mkv"));
      node.order("again", failed);
      node.awaitJob(failed, "PUBLISHED");
      node.stop();
    }
    assertThat(place.kind(cancelled)).isEqualTo(Kind.CANCELLED);
    for (var id : new JobId[] {moving, paused, failed}) {
      TrialEnd.assertPublishedOnce(place, id, SECONDS);
    }
    assertThat(place.results()).containsExactly("moving.mkv", "paused.mkv", "taken.mkv");
    assertThat(place.frames("moving.mkv"))
        .hasSize(SECONDS * TrialPlace.SECOND)
        .isEqualTo(place.frames("paused.mkv"))
        .isEqualTo(place.frames("taken.mkv"));
  }

  private static void killIn(Kind state, FaultPoint point, TrialPlace place, JobId id) {
    try (var node = TrialProcess.start(Life.of("one").endingAt(point), place)) {
      node.ended();
    }
    assertThat(place.kind(id)).isEqualTo(state);
  }
}
