package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose renderers are killed, one after the other, in all that renderers do for jobs. */
class LostRenderersTest {
  private static final int SECONDS = 3;

  private static final List<String> COMMANDS =
      List.of("planning a video", "upscaling a video", "checking a segment", "assembling a video");

  @TempDir Path folder;

  @Test
  void aJobOutlivesItsRenderers() {
    Abreast.run(TestDatabase.values(), this::lose);
  }

  private void lose(TestDatabase kind) {
    var place = TrialPlace.make(folder.resolve(kind.name()), kind, SECONDS);
    var id = place.ask("film.mkv", TrialPlace.SECOND);
    try (var node = TrialProcess.start(Life.of("one").losingRenderers(COMMANDS), place)) {
      for (var command : COMMANDS) {
        node.await(command, line -> line.equals(TrialNode.MARK + "killed true " + command));
      }
      node.awaitJob(id, "PUBLISHED");
      node.stop();
    }
    TrialEnd.assertPublishedOnce(place, id, SECONDS);
    assertThat(TrialEnd.lost(place.history(id))).as("segments rendered anew").isEqualTo(1);
    assertThat(place.frames("film.mkv")).hasSize(SECONDS * TrialPlace.SECOND);
    assertThat(place.results()).containsExactly("film.mkv");
    assertThat(place.work(id)).doesNotExist();
  }
}
