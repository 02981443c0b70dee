package dev.jellyscale.protocol;

/** A fraction, as time bases, frame rates and aspect ratios are; 0/1 where unknown. */
public record Rational(int num, int den) {

  /** Nothing known. */
  public static final Rational UNKNOWN = new Rational(0, 1);

  /** Its value; 0 where unknown. */
  public double value() {
    return den == 0 ? 0 : (double) num / den;
  }

  @Override
  public String toString() {
    return num + "/" + den;
  }
}
