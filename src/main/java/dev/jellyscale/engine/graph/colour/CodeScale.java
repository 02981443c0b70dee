package dev.jellyscale.engine.graph.colour;

import dev.jellyscale.frame.ColourDescription.Range;

/**
 * How codes stand for values: {@code code = value * step + zero}.
 *
 * @param step codes between the values 0 and 1
 * @param zero code of the value 0
 */
public record CodeScale(double step, int zero) {
  /** Values that are codes. */
  public static final CodeScale CODES = new CodeScale(1, 0);

  /** Luma, red, green and blue from 0 to 1, by ITU-T H.273, clause 8.3. */
  public static CodeScale luma(int depth, Range range) {
    return switch (range) {
      case LIMITED -> new CodeScale(219 << (depth - 8), 16 << (depth - 8));
      case FULL -> new CodeScale((1 << depth) - 1, 0);
    };
  }

  /** Colour differences from -0.5 to 0.5. */
  public static CodeScale chroma(int depth, Range range) {
    return switch (range) {
      case LIMITED -> new CodeScale(224 << (depth - 8), 128 << (depth - 8));
      case FULL -> new CodeScale((1 << depth) - 1, 1 << (depth - 1));
    };
  }
}
