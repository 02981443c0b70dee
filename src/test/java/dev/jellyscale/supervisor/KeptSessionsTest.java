package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.VideoTasks.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.RangeTask.Limits;
import dev.jellyscale.video.TestClips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments of one job follow each other in a session that stays open. */
class KeptSessionsTest {
  private static final int ROUNDS = 6;
  private static final FrameRange RANGE = new FrameRange(0, 25);

  @TempDir Path work;

  private static Limits limits(long mostTilePixels) {
    return new Limits(
        Optional.of(ExecutionProvider.CPU), OptionalInt.empty(), OptionalLong.of(mostTilePixels));
  }

  private RangeFacts render(Supervisor supervisor, Limits limits, String name)
      throws InterruptedException {
    var wish = VideoTasks.wish(TestClips.h264(), VideoTasks.x264(20));
    var task = new RangeTask(wish, Optional.of(RANGE), limits, work.resolve(name).toString());
    return supervisor.videos().range(task, ProgressListener.NONE, PLACE);
  }

  @Test
  void aSessionThatStaysOpenGivesTheSameBytesSooner() throws Exception {
    var same = new ArrayList<Long>();
    var other = new ArrayList<Long>();
    try (var supervisor = TestRenderers.supervisor(work, VideoTasks.clips())) {
      var first = render(supervisor, limits(1L << 40), "first");
      for (int i = 0; i < ROUNDS; i++) {
        same.add(millis(supervisor, limits(1L << 40), "same" + i));
        assertThat(Files.readAllBytes(work.resolve("same" + i)))
            .isEqualTo(Files.readAllBytes(work.resolve("first")));
      }
      for (int i = 0; i < ROUNDS; i++) {
        // Limits that limit nothing, and differ each time: as if each range had its own session.
        other.add(millis(supervisor, limits((1L << 41) + i), "other" + i));
      }
      assertThat(first.frames()).isEqualTo(RANGE.frames());
    }
    // Told, and not judged: the machine does other things too.
    System.out.printf(
        "a range of 1 s: %d ms, with a session of its own %d ms%n", median(same), median(other));
  }

  private long millis(Supervisor supervisor, Limits limits, String name)
      throws InterruptedException {
    long begin = System.nanoTime();
    render(supervisor, limits, name);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
