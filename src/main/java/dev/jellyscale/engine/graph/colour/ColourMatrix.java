package dev.jellyscale.engine.graph.colour;

import dev.jellyscale.frame.ColourDescription.Matrix;

/**
 * Coefficients between R'G'B' and Y'CbCr with non-constant luminance, by ITU-T H.273, clause 8.3.
 */
public record ColourMatrix(Matrix matrix) {

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
  public double[] luma() {
    return new double[] {kr(), kg(), kb()};
  }

  /** Red without its luma, by Cr. */
  public double redPerCr() {
    return 2 * (1 - kr());
  }

  /** Blue without its luma, by Cb. */
  public double bluePerCb() {
    return 2 * (1 - kb());
  }

  /** Green without its luma, by Cr; negative. */
  public double greenPerCr() {
    return -redPerCr() * kr() / kg();
  }

  /** Green without its luma, by Cb; negative. */
  public double greenPerCb() {
    return -bluePerCb() * kb() / kg();
  }

  /** Cb of blue without its luma. */
  public double cbPerBlueMinusLuma() {
    return 1 / bluePerCb();
  }

  /** Cr of red without its luma. */
  public double crPerRedMinusLuma() {
    return 1 / redPerCr();
  }

  /** Weights of red, green and blue in Cb. */
  public double[] cb() {
    return new double[] {-kr() / bluePerCb(), -kg() / bluePerCb(), 0.5};
  }

  /** Weights of red, green and blue in Cr. */
  public double[] cr() {
    return new double[] {0.5, -kg() / redPerCr(), -kb() / redPerCr()};
  }
}
