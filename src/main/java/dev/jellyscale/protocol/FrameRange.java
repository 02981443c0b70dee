package dev.jellyscale.protocol;

/**
 * Frames of the main video in display order.
 *
 * @param first number of the first frame, from 0
 * @param end number of the frame behind the last one
 */
public record FrameRange(long first, long end) {

  public FrameRange {
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException("No frames from " + first + " to " + end);
    }
  }

  public long frames() {
    return end - first;
  }
}
