package dev.jellyscale.cli.upscale;

import dev.jellyscale.video.sample.ClipContent;
import java.util.stream.IntStream;

/** A flight into the Mandelbrot set: fine lines and smooth areas, never two pictures equal. */
final class MandelbrotFlight implements ClipContent.Pictures {
  private static final double CENTRE_REAL = -0.743643887037151;
  private static final double CENTRE_IMAGINARY = 0.131825904205330;
  private static final double FIRST_HEIGHT = 2.4;
  private static final double LAST_HEIGHT = 0.004;
  private static final int MOST_STEPS = 160;
  private static final double ESCAPE = 64;

  private static final int BLACK = 16;
  private static final int LUMA_SPAN = 219;
  private static final int NEUTRAL = 128;
  private static final int CHROMA_REACH = 60;

  private final int width;
  private final int height;
  private final int frames;

  /**
   * @param width even
   * @param height even
   */
  MandelbrotFlight(int width, int height, int frames) {
    this.width = width;
    this.height = height;
    this.frames = frames;
  }

  @Override
  public void draw(int number, byte[] planes) {
    double step =
        FIRST_HEIGHT / height * Math.pow(LAST_HEIGHT / FIRST_HEIGHT, (double) number / frames);
    IntStream.range(0, height / 2).parallel().forEach(pair -> drawRows(pair, step, planes));
  }

  /** Two rows of luma and the row of chroma that they share. */
  private void drawRows(int pair, double step, byte[] planes) {
    int blue = width * height + pair * (width / 2);
    int red = blue + width * height / 4;
    for (int y = 2 * pair; y < 2 * pair + 2; y++) {
      for (int x = 0; x < width; x++) {
        double escape = escape(x, y, step);
        double light = escape < 0 ? 0 : 0.5 - 0.5 * Math.cos(escape * 0.35);
        planes[y * width + x] = (byte) Math.round(BLACK + LUMA_SPAN * light);
        if (x % 2 == 0 && y % 2 == 0) {
          double hue = escape < 0 ? 0 : escape * 0.11;
          double strength = escape < 0 ? 0 : CHROMA_REACH;
          planes[blue + x / 2] = (byte) Math.round(NEUTRAL + strength * Math.cos(hue));
          planes[red + x / 2] = (byte) Math.round(NEUTRAL - strength * Math.sin(hue));
        }
      }
    }
  }

  /** Steps until a point escapes, smoothed over the last one; negative where it does not. */
  private double escape(int x, int y, double step) {
    double real = CENTRE_REAL + (x - width / 2.0) * step;
    double imaginary = CENTRE_IMAGINARY + (y - height / 2.0) * step;
    double a = 0;
    double b = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
      double next = a * a - b * b + real;
      b = 2 * a * b + imaginary;
      a = next;
      double square = a * a + b * b;
      if (square > ESCAPE) {
        return i + 1 - Math.log(Math.log(square) / Math.log(ESCAPE)) / Math.log(2);
      }
    }
    return -1;
  }
}
