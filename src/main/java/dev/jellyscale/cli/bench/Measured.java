package dev.jellyscale.cli.bench;

import java.util.Arrays;

/**
 * One row of the table, over all rounds.
 *
 * @param millisecondsPerFrame the median of the rounds
 * @param framesPerSecond its reciprocal
 * @param fastest milliseconds per frame of the fastest round
 * @param slowest milliseconds per frame of the slowest round
 */
public record Measured(
    double millisecondsPerFrame, double framesPerSecond, double fastest, double slowest) {

  /**
   * @param seconds that each round took for all frames
   */
  static Measured of(double[] seconds, int frames) {
    var sorted = Arrays.stream(seconds).map(s -> 1000 * s / frames).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Measured(median, 1000 / median, sorted[0], sorted[sorted.length - 1]);
  }
}
