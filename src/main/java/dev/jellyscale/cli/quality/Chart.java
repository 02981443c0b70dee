package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.quality.luma.LumaImage;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A chart of square fields that are flat or change evenly, codes 30 to 220: nothing in it is
 * texture, so whatever varies from pixel to pixel in an enlarged one and not in the chart was
 * invented.
 */
final class Chart {
  private static final int FIELD = 192;
  private static final int COLUMNS = 4;
  private static final int BLOCK = 8;

  /** What else than the picture's border is kept from an edge: a network's reach beyond it. */
  private static final int EDGE = 8;

  /** Codes over a field's own coordinates, from 0 on its left and upper side to 1. */
  private static final List<DoubleBinaryOperator> FIELDS =
      List.of(
          (_, _) -> 30,
          (_, _) -> 90,
          (_, _) -> 160,
          (_, _) -> 220,
          (x, _) -> 30 + 190 * x,
          (_, y) -> 30 + 190 * y,
          (x, _) -> 100 + 30 * x,
          (_, y) -> 130 - 30 * y,
          (x, y) -> 30 + 95 * (x + y),
          (x, y) -> 220 - 95 * (1 - x + y),
          (x, y) -> 30 + 15 * (x + y),
          (x, y) -> 180 + 10 * (1 - x + y));

  private Chart() {}

  /** The chart, 768x576 pixels, each rounded to 8 bit. */
  static LumaImage draw() {
    int width = COLUMNS * FIELD;
    int height = FIELDS.size() / COLUMNS * FIELD;
    var codes = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        var field = FIELDS.get(y / FIELD * COLUMNS + x / FIELD);
        double code = field.applyAsDouble(within(x), within(y));
        codes[y * width + x] = (byte) Math.round(code);
      }
    }
    return new LumaImage(width, height, codes);
  }

  private static double within(int position) {
    return (position % FIELD + 0.5) / FIELD;
  }

  /**
   * What a picture has that the chart has not.
   *
   * @param blocks of 8x8 pixels that counted: those whose pixels are all farther than 2 x scale + 8
   *     from the edges of their field
   * @param variance mean over them of the error's variance within a block (unbiased), in squared
   *     codes
   */
  record Texture(int blocks, double variance) {

    /**
     * Compares an enlarged chart with the ideal one.
     *
     * @param ideal the chart or its upper left part
     * @param output of the same size
     */
    static Texture of(LumaImage ideal, LumaImage output, int scale) {
      int margin = 2 * scale + EDGE;
      int blocks = 0;
      double sum = 0;
      for (int y = 0; y + BLOCK <= ideal.height(); y += BLOCK) {
        for (int x = 0; x + BLOCK <= ideal.width(); x += BLOCK) {
          if (isInside(x, ideal.width(), margin) && isInside(y, ideal.height(), margin)) {
            sum += variance(ideal, output, x, y);
            blocks++;
          }
        }
      }
      return new Texture(blocks, sum / blocks);
    }

    private static boolean isInside(int position, int length, int margin) {
      int start = position / FIELD * FIELD;
      int end = Math.min(start + FIELD, length);
      return position - start >= margin && position + BLOCK <= end - margin;
    }

    private static double variance(LumaImage ideal, LumaImage output, int left, int top) {
      double sum = 0;
      double squares = 0;
      for (int y = top; y < top + BLOCK; y++) {
        for (int x = left; x < left + BLOCK; x++) {
          double error = output.code(x, y) - ideal.code(x, y);
          sum += error;
          squares += error * error;
        }
      }
      int pixels = BLOCK * BLOCK;
      return (squares - sum * sum / pixels) / (pixels - 1);
    }
  }
}
