package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.VideoTasks.PLACE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Films that one real renderer joins of segments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssemblyTest {
  private static final Map<String, Supplier<Path>> KINDS =
      new TreeMap<>(
          Map.of(
              "vfr", TestClips::variableRate,
              "b-frames", TestClips::h264,
              "open groups", TestClips::openGroups,
              "intra refresh", TestClips::intraRefresh,
              "interlaced", TestClips::interlaced,
              "avi", TestClips::mpeg4Avi,
              "everything", TestClips::everything));

  @TempDir static Path folder;
  private Path work;
  private Supervisor supervisor;

  @BeforeAll
  void start() {
    work = folder.resolve("work");
    supervisor = TestRenderers.supervisor(work, VideoTasks.clips(), folder);
  }

  @AfterAll
  void stop() {
    supervisor.close();
  }

  static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void ofThreeSegmentsHaveTheFramesOfARenderInOnePiece(String kind) throws Exception {
    var source = requireNonNull(KINDS.get(kind)).get();
    var whole = work.resolve("whole.mkv");
    var joined = work.resolve("joined.mkv");

    assemble(source, segments(source, 1), whole);
    var steps = new ArrayList<Long>();
    var facts =
        supervisor
            .videos()
            .assemble(
                task(source, segments(source, 3), joined), (done, _) -> steps.add(done), PLACE);

    assertThat(FfmpegProgram.frameHashes(joined))
        .hasSize((int) facts.frames())
        .isEqualTo(FfmpegProgram.frameHashes(whole));
    assertThat(facts.bytes()).isEqualTo(Files.size(joined));
    assertThat(facts.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(joined)));
    assertThat(facts.streams()).isEqualTo(kind.equals("everything") ? 5 : 1);
    assertThat(facts.seconds()).isBetween(1.5, 4.0);
    assertThat(steps).isSorted().last().isEqualTo(2 * facts.frames() + 1);
  }

  @Test
  void areNotMadeOfASourceThatChanged() throws Exception {
    var source = Files.copy(TestClips.h264(), folder.resolve("changing.mkv"));
    var names = segments(source, 2);
    var task = task(source, names, work.resolve("changed.mkv"));
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_000));

    assertThatThrownBy(() -> supervisor.videos().assemble(task, ProgressListener.NONE, PLACE))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("source changed");
    assertThat(work.resolve("changed.mkv")).doesNotExist();
  }

  @Test
  void needAllSegmentsInTheirOrder() throws Exception {
    var source = TestClips.h264();
    var names = segments(source, 3);
    var target = work.resolve("incomplete.mkv");

    assertThatThrownBy(() -> assemble(source, names.subList(0, 2), target))
        .isInstanceOf(VerificationFailed.class)
        .hasMessageContaining("40 frames, and 60 are needed");
    assertThatThrownBy(() -> assemble(source, names.reversed(), target))
        .hasMessageContaining("do not follow each other");
    assertThat(target).doesNotExist();
  }

  private AssembleFacts assemble(Path source, List<String> names, Path target)
      throws InterruptedException {
    return supervisor.videos().assemble(task(source, names, target), ProgressListener.NONE, PLACE);
  }

  private AssembleTask task(Path source, List<String> names, Path target)
      throws InterruptedException {
    var wish = VideoTasks.lossless(source);
    Fingerprint fingerprint =
        VideoTasks.plan(supervisor, wish, target.getFileName().toString()).source();
    return new AssembleTask(
        wish,
        fingerprint,
        new AssembleTask.Segments(work.toString(), names),
        target.getFileName().toString(),
        target.toString());
  }

  private List<String> segments(Path source, int count) throws InterruptedException {
    var wish = VideoTasks.lossless(source);
    long frames = VideoTasks.plan(supervisor, wish, "a.mkv").frames().ofSource();
    var names = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var name = "%d-of-%d".formatted(i, count);
      var range = new FrameRange(frames * i / count, frames * (i + 1) / count);
      VideoTasks.range(supervisor, wish, range, work.resolve(name));
      names.add(name);
    }
    return names;
  }
}
