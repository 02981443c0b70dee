package dev.jellyscale.cli.quality.luma;

/**
 * The bicubic resize (a = -0.5) that published figures are compared with: antialiased when it
 * shrinks, separable, columns first, each pass rounded to 8 bit in 22-bit fixed point. Equal to
 * {@code Image.resize(..., BICUBIC)} of Pillow for 8-bit pictures of one channel, bit by bit.
 */
public final class PillowBicubic {
  private static final double SHARPNESS = -0.5;
  private static final double SUPPORT = 2.0;
  private static final int PRECISION_BITS = 22;

  private PillowBicubic() {}

  /** The picture in another size, both sides at least 1. */
  public static LumaImage resize(LumaImage image, int width, int height) {
    var wide = pass(image.codes(), image.width(), image.height(), width);
    var turned = transpose(wide, width, image.height());
    var tall = pass(turned, image.height(), width, height);
    return new LumaImage(width, height, transpose(tall, height, width));
  }

  private static byte[] pass(byte[] from, int width, int rows, int newWidth) {
    var taps = new Taps[newWidth];
    for (int x = 0; x < newWidth; x++) {
      taps[x] = Taps.at(x, width, newWidth);
    }
    var to = new byte[newWidth * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < newWidth; x++) {
        to[y * newWidth + x] = taps[x].apply(from, y * width);
      }
    }
    return to;
  }

  private static byte[] transpose(byte[] from, int width, int height) {
    var to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        to[x * height + y] = from[y * width + x];
      }
    }
    return to;
  }

  /** Weights of the samples from {@code first} on that make one new sample, in fixed point. */
  private record Taps(int first, int[] weights) {

    static Taps at(int position, int oldSize, int newSize) {
      double scale = (double) oldSize / newSize;
      double stretch = Math.max(scale, 1); // Only shrinking widens the filter.
      double reach = SUPPORT * stretch;
      double centre = (position + 0.5) * scale;
      int first = Math.max((int) (centre - reach + 0.5), 0);
      int end = Math.min((int) (centre + reach + 0.5), oldSize);
      var exact = new double[end - first];
      double sum = 0;
      for (int i = 0; i < exact.length; i++) {
        exact[i] = cubic((first + i - centre + 0.5) / stretch);
        sum += exact[i];
      }
      var weights = new int[exact.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (int) Math.rint(exact[i] / sum * (1 << PRECISION_BITS));
      }
      return new Taps(first, weights);
    }

    byte apply(byte[] samples, int row) {
      int sum = 1 << (PRECISION_BITS - 1);
      for (int i = 0; i < weights.length; i++) {
        sum += (samples[row + first + i] & 0xFF) * weights[i];
      }
      return (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }
  }

  /** Keys' cubic convolution kernel (IEEE ASSP 29, 1981). */
  private static double cubic(double x) {
    double d = Math.abs(x);
    if (d < 1) {
      return ((SHARPNESS + 2) * d - (SHARPNESS + 3)) * d * d + 1;
    }
    return d < SUPPORT ? (((d - 5) * d + 8) * d - 4) * SHARPNESS : 0;
  }
}
