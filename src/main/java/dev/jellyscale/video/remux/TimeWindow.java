package dev.jellyscale.video.remux;

/**
 * A part of the source, in units of the encoder's time base and on the source's own time line.
 *
 * @param startPts when its first video frame is shown
 * @param endPts when its last video frame ends
 */
public record TimeWindow(long startPts, long endPts) {

  public TimeWindow {
    if (endPts <= startPts) {
      throw new IllegalArgumentException("No time from " + startPts + " to " + endPts);
    }
  }
}
