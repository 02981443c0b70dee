package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.engine.graph.onnx.CatmullRom;

/**
 * A picture that every network that enlarges pictures enlarges much like bicubic interpolation
 * does: patches in the colours of skin, foliage, sky and wood with soft edges, over slopes of
 * brightness that differ in each direction. No two parts of it are alike.
 */
final class Chart {
  /** Red, green, blue of the patches, from 0 to 1. */
  private static final double[][] PATCHES = {
    {0.45, 0.32, 0.27}, {0.76, 0.58, 0.50}, {0.38, 0.48, 0.61}, {0.34, 0.42, 0.26},
    {0.85, 0.48, 0.17}, {0.62, 0.73, 0.25}, {0.75, 0.33, 0.38}, {0.90, 0.78, 0.12},
    {0.70, 0.19, 0.22}, {0.92, 0.90, 0.86}, {0.30, 0.22, 0.16}, {0.58, 0.50, 0.40}
  };

  private static final int COLUMNS = 4;
  private static final int ROWS = 3;
  private static final double[] LUMA = {0.299, 0.587, 0.114};
  private static final double SLOPE = 0.08;

  private Chart() {}

  /** The chart in a given shape, the same in each image. */
  static Picture of(int images, int channels, int height, int width) {
    var samples = new float[images * channels * height * width];
    for (int i = 0; i < samples.length; i++) {
      double column = (i % width + 0.5) / width;
      double row = (i / width % height + 0.5) / height;
      int channel = i / (width * height) % channels;
      samples[i] = (float) (channels == 1 ? luma(row, column) : value(row, column, channel));
    }
    return new Picture(samples, images, channels, height, width);
  }

  private static double luma(double row, double column) {
    double sum = 0;
    for (int channel = 0; channel < LUMA.length; channel++) {
      sum += LUMA[channel] * value(row, column, channel);
    }
    return sum;
  }

  private static double value(double row, double column, int channel) {
    double x = column * COLUMNS - 0.5;
    double y = row * ROWS - 0.5;
    double right = fade(x - Math.floor(x));
    double below = fade(y - Math.floor(y));
    int left = (int) Math.floor(x);
    int above = (int) Math.floor(y);
    double upper = mix(patch(above, left, channel), patch(above, left + 1, channel), right);
    double lower = mix(patch(above + 1, left, channel), patch(above + 1, left + 1, channel), right);
    double slope = SLOPE * (Math.cos(7 * column + 2 * row) + row - column);
    return Math.clamp(mix(upper, lower, below) + slope, 0.02, 0.98);
  }

  private static double patch(int row, int column, int channel) {
    int y = Math.clamp(row, 0, ROWS - 1);
    int x = Math.clamp(column, 0, COLUMNS - 1);
    return PATCHES[y * COLUMNS + x][channel];
  }

  private static double mix(double one, double other, double share) {
    return one + (other - one) * share;
  }

  /** Flat for a quarter, then a smooth step over half of the way, then flat again. */
  private static double fade(double way) {
    double t = Math.clamp(2 * way - 0.5, 0, 1);
    return t * t * (3 - 2 * t);
  }

  /** What bicubic interpolation makes of a picture; its edges are repeated. */
  static Picture enlarged(Picture picture, int scale) {
    var weights = CatmullRom.phases(scale, 0.5, 0.5);
    int height = picture.height() * scale;
    int width = picture.width() * scale;
    var samples = new float[picture.images() * picture.channels() * height * width];
    for (int i = 0; i < samples.length; i++) {
      int plane = i / (width * height);
      samples[i] =
          (float) sample(picture, weights, plane, new int[] {i / width % height, i % width});
    }
    return new Picture(samples, picture.images(), picture.channels(), height, width);
  }

  private static double sample(Picture picture, double[][] weights, int plane, int[] place) {
    int scale = weights.length;
    double sum = 0;
    for (int down = 0; down < CatmullRom.TAPS; down++) {
      int row = place[0] / scale + down - CatmullRom.TAPS / 2;
      int line = plane * picture.height() + Math.clamp(row, 0, picture.height() - 1);
      for (int along = 0; along < CatmullRom.TAPS; along++) {
        double weight = weights[place[0] % scale][down] * weights[place[1] % scale][along];
        int column = place[1] / scale + along - CatmullRom.TAPS / 2;
        sum +=
            weight
                * picture
                    .samples()[line * picture.width() + Math.clamp(column, 0, picture.width() - 1)];
      }
    }
    return sum;
  }
}
