package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import dev.jellyscale.video.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose node is killed at each place where that would leave the most behind. */
class KilledNodeTest {
  private static final int SECONDS = 4;

  /** As a shell tells of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  @TempDir Path folder;

  @Test
  void aNodeThatIsKilledEverywhereMakesTheSameFilm() {
    Abreast.run(TestDatabase.values(), this::killedEverywhere);
  }

  private void killedEverywhere(TestDatabase kind) throws IOException {
    var place = TrialPlace.make(folder.resolve(kind.name()), kind, SECONDS);
    var elsewhere = moveMedia(place);
    try {
      var whole = place.ask("whole.mkv", TrialPlace.SECOND);
      try (var node = TrialProcess.start(Life.of("one"), place)) {
        node.awaitJob(whole, "PUBLISHED");
        node.stop();
      }
      var original = Files.readAllBytes(place.source());
      var id = place.askToReplace("killed.mkv", TrialPlace.SECOND);

      for (var point : FaultPoint.values()) {
        long before = TrialEnd.lost(place.history(id));
        killAt(point, place);
        assertOriginalIsThere(place, original);
        // What the last one lost is found while this one comes to its point.
        assertThat(TrialEnd.lost(place.history(id)) - before)
            .as("lost before %s", point)
            .isBetween(0L, 1L);
      }
      finish(place);

      assertThat(FfmpegProgram.frameHashes(place.source()))
          .hasSize(SECONDS * TrialPlace.SECOND)
          .isEqualTo(place.frames("whole.mkv"));
      assertThat(place.results()).containsExactly("whole.mkv");
      assertThat(backup(place)).hasBinaryContent(original);
      assertThat(names(place.source().resolveSibling("")))
          .containsExactly("a.mkv", "a.mkv.jellyscale-original");
      TrialEnd.assertPublishedOnce(place, id, SECONDS);
    } finally {
      remove(elsewhere);
    }
  }

  /** On another file system the film has to be copied beside its original. */
  private static Path moveMedia(TrialPlace place) throws IOException {
    var elsewhere = otherFileSystem();
    var films = elsewhere.resolve("films");
    Files.createDirectory(films);
    Files.copy(place.source(), films.resolve("a.mkv"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.delete(place.source());
    var media = place.source().resolveSibling("");
    Files.delete(media);
    Files.delete(media.resolveSibling(""));
    Files.createSymbolicLink(media.resolveSibling(""), elsewhere);
    return elsewhere;
  }

  private static Path backup(TrialPlace place) {
    return place.source().resolveSibling("a.mkv.jellyscale-original");
  }

  private static void assertOriginalIsThere(TrialPlace place, byte[] original) {
    var backup = backup(place);
    assertThat(Files.exists(backup) ? backup : place.source()).hasBinaryContent(original);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path otherFileSystem() throws IOException {
    var memory = Path.of("/dev/shm");
    Requires.that(Files.isWritable(memory), "a second file system at /dev/shm");
    return Files.createTempDirectory(memory, "jellyscale-trial-");
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void killAt(FaultPoint point, TrialPlace place) {
    try (var node = TrialProcess.start(Life.of("one").endingAt(point), place)) {
      assertThat(node.ended()).as("%s %s", point, String.join("\n", node.said())).isEqualTo(KILLED);
    }
  }

  /** The node comes a last time, and cleans up. */
  private static void finish(TrialPlace place) {
    try (var node = TrialProcess.start(Life.of("one"), place)) {
      node.awaitReady();
      place.awaitNoWork();
      node.stop();
    }
  }
}
