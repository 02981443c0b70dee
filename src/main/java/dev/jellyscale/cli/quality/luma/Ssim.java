package dev.jellyscale.cli.quality.luma;

import java.util.Arrays;

/**
 * Structural similarity as Wang, Bovik, Sheikh and Simoncelli define it (IEEE Transactions on Image
 * Processing 13(4), 2004): the mean over all windows of 11x11 pixels that lie wholly inside,
 * weighted by a Gaussian of sigma 1.5, with K1 = 0.01, K2 = 0.03 and L = 255.
 */
public final class Ssim {
  /** Pixels from one side of a window to the other. */
  public static final int WINDOW = 11;

  private static final double SIGMA = 1.5;
  private static final double C1 = (0.01 * 255) * (0.01 * 255);
  private static final double C2 = (0.03 * 255) * (0.03 * 255);
  private static final double[] WEIGHTS = weights();

  /** Sums that make the moments of a window: x, y, x², y² and xy. */
  private static final int SUMS = 5;

  private final LumaImage first;
  private final LumaImage second;
  private final int border;
  private final int columns;

  /** Rows of windows' sums along the row alone, the newest replacing the oldest. */
  private final double[][] ring;

  private Ssim(LumaImage first, LumaImage second, int border) {
    this.first = first;
    this.second = second;
    this.border = border;
    columns = first.width() - 2 * border - WINDOW + 1;
    ring = new double[WINDOW][columns * SUMS];
  }

  private static double[] weights() {
    var weights = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double distance = i - WINDOW / 2;
      weights[i] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
      sum += weights[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Similarity of two pictures of the same size, at least one window larger than both borders.
   *
   * @param border pixels on each side that no window touches
   * @return 1 where both are equal, else less
   */
  public static double of(LumaImage first, LumaImage second, int border) {
    first.requireSameSize(second);
    return new Ssim(first, second, border).mean();
  }

  private double mean() {
    int rows = first.height() - 2 * border;
    double sum = 0;
    for (int y = 0; y < rows; y++) {
      alongRow(border + y, ring[y % WINDOW]);
      if (y >= WINDOW - 1) {
        sum += windowsEndingAt(y);
      }
    }
    return sum / ((double) columns * (rows - WINDOW + 1));
  }

  private void alongRow(int y, double[] sums) {
    for (int column = 0; column < columns; column++) {
      double x1 = 0;
      double x2 = 0;
      double x11 = 0;
      double x22 = 0;
      double x12 = 0;
      for (int i = 0; i < WINDOW; i++) {
        double a = first.code(border + column + i, y);
        double b = second.code(border + column + i, y);
        double weight = WEIGHTS[i];
        x1 += weight * a;
        x2 += weight * b;
        x11 += weight * a * a;
        x22 += weight * b * b;
        x12 += weight * a * b;
      }
      int at = column * SUMS;
      sums[at] = x1;
      sums[at + 1] = x2;
      sums[at + 2] = x11;
      sums[at + 3] = x22;
      sums[at + 4] = x12;
    }
  }

  private double windowsEndingAt(int y) {
    double sum = 0;
    var window = new double[SUMS];
    for (int column = 0; column < columns; column++) {
      Arrays.fill(window, 0);
      for (int i = 0; i < WINDOW; i++) {
        var row = ring[(y - WINDOW + 1 + i) % WINDOW];
        for (int k = 0; k < SUMS; k++) {
          window[k] += WEIGHTS[i] * row[column * SUMS + k];
        }
      }
      sum += similarity(window);
    }
    return sum;
  }

  private static double similarity(double[] window) {
    double a = window[0];
    double b = window[1];
    double varianceA = window[2] - a * a;
    double varianceB = window[3] - b * b;
    double covariance = window[4] - a * b;
    return (2 * a * b + C1)
        * (2 * covariance + C2)
        / ((a * a + b * b + C1) * (varianceA + varianceB + C2));
  }
}
