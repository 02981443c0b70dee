package dev.jellyscale.video.work;

import dev.jellyscale.protocol.FrameRange;
import java.util.ArrayList;
import java.util.List;

/**
 * How a job is cut into ranges: each about a minute of rendering, and between 2 and 60 seconds of
 * video. The first one is short; rendering it measures the speed that decides on all others. Their
 * length is one of three, so that small differences of speed between two runs cut both alike.
 *
 * @param framesPerSecond of the video
 */
public record RangeCut(double framesPerSecond) {
  private static final double SHORT_SECONDS = 2;
  private static final double MIDDLE_SECONDS = 10;
  private static final double LONG_SECONDS = 60;

  /** Rendering seconds that a range may take at most before the next shorter length is chosen. */
  private static final double MOST_RENDERING_SECONDS = 140;

  private static final double USUAL_FRAMES_PER_SECOND = 25;

  public RangeCut {
    if (!(framesPerSecond > 0)) {
      framesPerSecond = USUAL_FRAMES_PER_SECOND;
    }
  }

  /** The range that is rendered first. */
  public FrameRange first(FrameRange whole) {
    return new FrameRange(whole.first(), Math.min(whole.end(), whole.first() + shortest()));
  }

  /** The smallest number of frames of a range that does not end the video. */
  private long shortest() {
    return frames(SHORT_SECONDS);
  }

  /**
   * Number of frames of the ranges behind the first one.
   *
   * @param renderedPerSecond frames that were rendered in a second
   */
  public long length(double renderedPerSecond) {
    double realTime = renderedPerSecond / framesPerSecond;
    if (LONG_SECONDS <= MOST_RENDERING_SECONDS * realTime) {
      return frames(LONG_SECONDS);
    }
    return frames(
        MIDDLE_SECONDS <= MOST_RENDERING_SECONDS * realTime ? MIDDLE_SECONDS : SHORT_SECONDS);
  }

  private long frames(double seconds) {
    return Math.max(1, Math.round(seconds * framesPerSecond));
  }

  /** Cuts frames {@code first} to {@code end} into as few equal ranges as the length allows. */
  public static List<FrameRange> equal(long first, long end, long length) {
    var ranges = new ArrayList<FrameRange>();
    long total = end - first;
    long count = Math.ceilDiv(total, length);
    for (long i = 0; i < count; i++) {
      ranges.add(new FrameRange(first + total * i / count, first + total * (i + 1) / count));
    }
    return List.copyOf(ranges);
  }
}
