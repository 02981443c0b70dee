package dev.jellyscale.engine.graph;

import dev.jellyscale.frame.ColourDescription.Matrix;

/**
 * Coefficients between R'G'B' and Y'CbCr with non-constant luminance, by ITU-T H.273, clause 8.3.
 */
record ColourMatrix(Matrix matrix) {

  private double kr() {
    return matrix.kr();
  }

  private double kb() {
    return matrix.kb();
  }

  private double kg() {
    return 1 - kr() - kb();
  }

  /** Weights of red, green and blue in Y. */
  double[] luma() {
    return new double[] {kr(), kg(), kb()};
  }

  double redPerCr() {
    return 2 * (1 - kr());
  }

  double bluePerCb() {
    return 2 * (1 - kb());
  }

  double greenPerCr() {
    return -redPerCr() * kr() / kg();
  }

  double greenPerCb() {
    return -bluePerCb() * kb() / kg();
  }

  double cbPerBlueMinusLuma() {
    return 1 / bluePerCb();
  }

  double crPerRedMinusLuma() {
    return 1 / redPerCr();
  }

  /** Weights of red, green and blue in Cb. */
  double[] cb() {
    return new double[] {-kr() / bluePerCb(), -kg() / bluePerCb(), 0.5};
  }

  /** Weights of red, green and blue in Cr. */
  double[] cr() {
    return new double[] {0.5, -kg() / redPerCr(), -kb() / redPerCr()};
  }
}
