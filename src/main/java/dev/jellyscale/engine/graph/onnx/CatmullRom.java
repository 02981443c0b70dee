package dev.jellyscale.engine.graph.onnx;

/** The cubic interpolation kernel with a = -0.5, which reaches two samples to each side. */
public final class CatmullRom {
  /** Samples that a phase weighs: from two before its own to two behind. */
  public static final int TAPS = 5;

  private static final double A = -0.5;

  private CatmullRom() {}

  /**
   * Weights of each of the {@code factor} samples that one sample becomes. Sample {@code i} of the
   * input lies {@code from} of its width behind its cell's edge, and those of the output {@code to}
   * of theirs; 0.5 is the middle. The cells of both grids share their outer edges.
   *
   * @return one row of {@link #TAPS} weights, which sum up to 1, for each phase
   */
  public static double[][] phases(int factor, double from, double to) {
    var phases = new double[factor][TAPS];
    for (int phase = 0; phase < factor; phase++) {
      double position = (phase + to) / factor - from;
      for (int tap = 0; tap < TAPS; tap++) {
        phases[phase][tap] = weight(tap - TAPS / 2 - position);
      }
    }
    return phases;
  }

  private static double weight(double distance) {
    double t = Math.abs(distance);
    if (t < 1) {
      return ((A + 2) * t - (A + 3)) * t * t + 1;
    }
    return t < 2 ? ((A * t - 5 * A) * t + 8 * A) * t - 4 * A : 0;
  }
}
