package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.PlanTask;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import dev.jellyscale.video.TestClips;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Wishes and commands for clips, in few words. */
final class VideoTasks {
  static final QueuePlace PLACE = QueuePlace.ofNode(Priority.BATCH);

  private VideoTasks() {}

  /** The folder of all clips. */
  static Path clips() {
    return TestClips.h264().resolveSibling("..").normalize();
  }

  static VideoWish wish(Path source, VideoWish.Encoder encoder) {
    return new VideoWish(
        source.toString(), BICUBIC, VideoWish.Scale.OF_MODEL, encoder, VideoWish.Handling.STRICT);
  }

  /** x264 that loses nothing, with a number of threads that no machine would choose. */
  static VideoWish lossless(Path source) {
    return wish(source, x264(0));
  }

  static VideoWish.Encoder x264(int quality) {
    return new VideoWish.Encoder(
        Optional.of("x264"), Optional.of("ultrafast"), OptionalInt.of(quality), OptionalInt.of(3));
  }

  static PlanFacts plan(Supervisor supervisor, VideoWish wish, String output)
      throws InterruptedException {
    return supervisor.videos().plan(new PlanTask(wish, output, ExecutionProvider.CPU), PLACE);
  }

  static RangeTask task(VideoWish wish, FrameRange range, Path segment) {
    return new RangeTask(wish, Optional.of(range), RangeTask.Limits.NONE, segment.toString());
  }

  static RangeFacts range(Supervisor supervisor, VideoWish wish, FrameRange range, Path segment)
      throws InterruptedException {
    return supervisor.videos().range(task(wish, range, segment), ProgressListener.NONE, PLACE);
  }
}
