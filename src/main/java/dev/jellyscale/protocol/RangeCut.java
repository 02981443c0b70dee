package dev.jellyscale.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * How a job is cut into ranges: each about a minute of rendering, and between 2 and 60 seconds of
 * video. Nothing here is measured, so that every run of a job cuts alike, however fast it was.
 *
 * @param framesPerSecond of the video that is read
 * @param renderingSeconds that one frame is expected to take
 */
public record RangeCut(double framesPerSecond, double renderingSeconds) {
  private static final double LEAST_SECONDS = 2;
  private static final double MOST_SECONDS = 60;
  private static final double WANTED_RENDERING_SECONDS = 60;
  private static final double USUAL_FRAMES_PER_SECOND = 25;

  public RangeCut {
    if (!(framesPerSecond > 0)) {
      framesPerSecond = USUAL_FRAMES_PER_SECOND;
    }
    if (!(renderingSeconds > 0)) {
      throw new IllegalArgumentException("renderingSeconds=" + renderingSeconds);
    }
  }

  /** Most frames of a range, at least 1. */
  public long length() {
    double frames = WANTED_RENDERING_SECONDS / renderingSeconds;
    double least = LEAST_SECONDS * framesPerSecond;
    double most = MOST_SECONDS * framesPerSecond;
    return Math.max(1, Math.round(Math.clamp(frames, least, most)));
  }

  /** Cuts {@code whole} into as few ranges as the length allows, equal but for one frame. */
  public static List<FrameRange> equal(FrameRange whole, long length) {
    var ranges = new ArrayList<FrameRange>();
    long first = whole.first();
    long total = whole.frames();
    long count = Math.ceilDiv(total, length);
    for (long i = 0; i < count; i++) {
      ranges.add(new FrameRange(first + total * i / count, first + total * (i + 1) / count));
    }
    return List.copyOf(ranges);
  }
}
