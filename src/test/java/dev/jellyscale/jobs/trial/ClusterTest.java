package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one PostgreSQL database. */
class ClusterTest {
  private static final int SEGMENTS = 24;

  @TempDir Path folder;

  @Test
  void oneOfThreeNodesIsKilledAndNothingIsLostOrDoneTwice() {
    var place = TrialPlace.make(folder, TestDatabase.POSTGRESQL, SEGMENTS);
    var whole = place.ask("whole.mkv", SEGMENTS * TrialPlace.SECOND);
    try (var one = TrialProcess.start(Life.of("one"), place);
        var two = TrialProcess.start(Life.of("two"), place);
        var three = TrialProcess.start(Life.of("three"), place)) {
      one.awaitJob(whole, "PUBLISHED");
      letAllRender(place, one);
      var id = place.ask("cut.mkv", TrialPlace.SECOND);
      two.await("its own third segment", new Third(id, "two")::is);
      two.kill();
      one.awaitJob(id, "PUBLISHED");
      one.stop();
      three.stop();

      TrialEnd.assertPublishedOnce(place, id, SEGMENTS);
      assertThat(TrialEnd.lost(place.history(id))).isEqualTo(1);
      assertThat(TrialEnd.workers(place.history(id)))
          .containsExactlyInAnyOrder("one", "two", "three");
      assertThat(place.frames("cut.mkv"))
          .hasSize(SEGMENTS * TrialPlace.SECOND)
          .isEqualTo(place.frames("whole.mkv"));
      assertThat(place.results())
          .contains("cut.mkv", "whole.mkv")
          .noneMatch(name -> name.startsWith("."));
      assertThat(place.work(id)).doesNotExist();
    }
  }

  /** A renderer that opens its first model is slower than one that has rendered before. */
  private static void letAllRender(TrialPlace place, TrialProcess one) {
    var workers = new HashSet<String>();
    for (int i = 0; workers.size() < 3; i++) {
      var warm = place.ask("warm" + i + ".mkv", 4 * TrialPlace.SECOND);
      one.awaitJob(warm, "PUBLISHED");
      workers.addAll(TrialEnd.workers(place.history(warm)));
    }
  }

  /** Hears the line that tells of the third segment which a node begins. */
  private static final class Third {
    private final String form;
    private int heard;

    Third(JobId id, String node) {
      form = TrialNode.MARK + id + " \\d+ PENDING RUNNING " + node + " .*";
    }

    boolean is(String line) {
      return line.matches(form) && ++heard == 3;
    }
  }

  @Test
  void nodesThatStartTheSameJobsAtOnceDoThemOnce() {
    var place = TrialPlace.make(folder, TestDatabase.POSTGRESQL, 1);
    var jobs =
        IntStream.range(0, 6).mapToObj(i -> place.ask(i + ".mkv", TrialPlace.SECOND)).toList();
    try (var one = TrialProcess.start(Life.of("one"), place);
        var two = TrialProcess.start(Life.of("two"), place)) {
      jobs.forEach(id -> one.awaitJob(id, "PUBLISHED"));
      one.stop();
      two.stop();

      for (var id : jobs) {
        TrialEnd.assertPublishedOnce(place, id, 1);
        // Each step of file work is begun once, too.
        assertThat(place.history(id))
            .extracting(entry -> entry.from() + " " + entry.to())
            .doesNotHaveDuplicates();
      }
    }
  }
}
