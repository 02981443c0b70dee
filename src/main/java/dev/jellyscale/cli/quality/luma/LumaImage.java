package dev.jellyscale.cli.quality.luma;

/**
 * Luma of a picture, 8 bit, row by row without padding.
 *
 * @param codes {@code width * height} samples; never changed after creation
 */
public record LumaImage(int width, int height, byte[] codes) {
  /** The highest PSNR that is told. */
  public static final double MOST_DECIBELS = 60;

  public LumaImage {
    if (codes.length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "%d samples are no picture of %dx%d".formatted(codes.length, width, height));
    }
  }

  /** A sample, 0 to 255. */
  public int code(int x, int y) {
    return codes[y * width + x] & 0xFF;
  }

  /** The upper left part, with sides that {@code divisor} divides. */
  public LumaImage croppedTo(int divisor) {
    int newWidth = width / divisor * divisor;
    int newHeight = height / divisor * divisor;
    if (newWidth == width && newHeight == height) {
      return this;
    }
    var cropped = new byte[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(codes, y * width, cropped, y * newWidth, newWidth);
    }
    return new LumaImage(newWidth, newHeight, cropped);
  }

  /**
   * Peak signal-to-noise ratio against another picture of the same size, limited for 8 bits as
   * libvmaf limits it: one black frame that is equal would make the mean of a film infinite.
   *
   * @param border pixels on each side that do not count
   * @return decibels, at most {@value #MOST_DECIBELS}, also where both are equal
   */
  public double psnr(LumaImage other, int border) {
    requireSameSize(other);
    double squares = 0;
    for (int y = border; y < height - border; y++) {
      for (int x = border; x < width - border; x++) {
        double error = code(x, y) - other.code(x, y);
        squares += error * error;
      }
    }
    double mean = squares / ((double) (width - 2 * border) * (height - 2 * border));
    return Math.min(MOST_DECIBELS, 10 * Math.log10(255.0 * 255.0 / mean));
  }

  void requireSameSize(LumaImage other) {
    if (other.width != width || other.height != height) {
      throw new IllegalArgumentException(
          "%dx%d is not %dx%d".formatted(other.width, other.height, width, height));
    }
  }
}
