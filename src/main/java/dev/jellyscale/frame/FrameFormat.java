package dev.jellyscale.frame;

/**
 * Size and layout of a picture.
 *
 * @param width columns of luma, at least 1
 * @param height rows of luma, at least 1
 */
public record FrameFormat(int width, int height, PixelFormat pixels) {

  public FrameFormat {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("A picture of " + width + "x" + height + " has no pixels");
    }
  }

  public int planeWidth(int plane) {
    return pixels.planeWidth(plane, width);
  }

  public int planeHeight(int plane) {
    return pixels.planeHeight(plane, height);
  }

  /** Bytes of one plane; rows follow each other without padding. */
  public long planeBytes(int plane) {
    return (long) planeWidth(plane) * planeHeight(plane) * pixels.bytesPerSample();
  }

  /** Bytes of all planes. */
  public long bytes() {
    long sum = 0;
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      sum += planeBytes(plane);
    }
    return sum;
  }

  /** The same layout, {@code scale} times as wide and high. */
  public FrameFormat scaled(int scale) {
    return new FrameFormat(
        Math.multiplyExact(width, scale), Math.multiplyExact(height, scale), pixels);
  }

  @Override
  public String toString() {
    return width + "x" + height + " " + pixels;
  }
}
