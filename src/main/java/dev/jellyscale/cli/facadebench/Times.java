package dev.jellyscale.cli.facadebench;

import java.util.Arrays;
import java.util.List;

/** How long many things took, in milliseconds. */
record Times(int count, double p50, double p99, double longest) {
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final double MEDIAN = 0.5;
  private static final double LAST_HUNDREDTH = 0.99;

  /**
   * Sums up.
   *
   * @param nanos one for each thing; there is one at least
   */
  static Times of(List<Long> nanos) {
    var sorted =
        nanos.stream().mapToDouble(time -> time / NANOS_PER_MILLISECOND).sorted().toArray();
    return new Times(
        sorted.length,
        at(sorted, MEDIAN),
        at(sorted, LAST_HUNDREDTH),
        Arrays.stream(sorted).max().orElse(0));
  }

  /** The smallest one that such a part of all do not exceed. */
  private static double at(double[] sorted, double part) {
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }
}
