package dev.jellyscale.video.scale;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.protocol.job.TargetBox;

/**
 * Size of a coded picture as a viewer sees it: cropped and with square pixels.
 *
 * @param across square pixels along a coded row, not rounded
 * @param down square pixels along a coded column, not rounded
 * @param lying whether the viewer sees rows upright, by the display matrix
 */
record DisplaySize(double across, double down, boolean lying) {
  private static final double ROUNDING = 1e-6;

  /** Size in which {@code video} is displayed. */
  static DisplaySize of(VideoFacts video) {
    var crop = video.crop();
    int columns = video.format().width() - crop.left() - crop.right();
    int rows = video.format().height() - crop.top() - crop.bottom();
    double aspect = video.sampleAspect().num() > 0 ? video.sampleAspect().value() : 1;
    int rotation = video.rotation().orElse(0);
    return new DisplaySize(columns * aspect, rows, rotation == 90 || rotation == 270);
  }

  /** The largest factor with which the picture still fits into {@code box}. */
  double factorInto(TargetBox box) {
    return Math.min(boxAcross(box) / across, boxDown(box) / down);
  }

  /** Whether a picture {@code width} wide instead of that of {@code coded} leaves {@code box}. */
  boolean tooWide(int width, FrameFormat coded, TargetBox box) {
    return across * width / coded.width() > boxAcross(box) + ROUNDING;
  }

  /** Whether a picture {@code height} high instead of that of {@code coded} leaves {@code box}. */
  boolean tooHigh(int height, FrameFormat coded, TargetBox box) {
    return down * height / coded.height() > boxDown(box) + ROUNDING;
  }

  private double boxAcross(TargetBox box) {
    return lying ? box.height() : box.width();
  }

  private double boxDown(TargetBox box) {
    return lying ? box.width() : box.height();
  }
}
