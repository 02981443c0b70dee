package dev.jellyscale.engine.graph.inspect;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Images of floating-point samples outside of any graph.
 *
 * @param samples of all images, then channels, then rows, then columns
 */
public record Picture(float[] samples, int images, int channels, int height, int width) {

  public Picture {
    if (samples.length != images * channels * height * width) {
      throw new IllegalArgumentException(
          "%d samples for %d images of %dx%dx%d"
              .formatted(samples.length, images, channels, height, width));
    }
  }

  /** Noise between 0 and 1, the same for the same seed. */
  public static Picture noise(long seed, int images, int channels, int height, int width) {
    var random = new SplittableRandom(seed);
    var samples = new float[images * channels * height * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextDouble();
    }
    return new Picture(samples, images, channels, height, width);
  }

  public float at(int image, int channel, int row, int column) {
    return samples[((image * channels + channel) * height + row) * width + column];
  }

  /** One image of it. */
  Picture image(int index) {
    int size = channels * height * width;
    return new Picture(
        Arrays.copyOfRange(samples, index * size, (index + 1) * size), 1, channels, height, width);
  }

  /** The upper left corner. */
  Picture corner(int rows, int columns) {
    var part = new float[images * channels * rows * columns];
    for (int line = 0; line < images * channels * rows; line++) {
      int from = (line / rows * height + line % rows) * width;
      System.arraycopy(samples, from, part, line * columns, columns);
    }
    return new Picture(part, images, channels, rows, columns);
  }

  boolean isFinite() {
    for (float sample : samples) {
      if (!Float.isFinite(sample)) {
        return false;
      }
    }
    return true;
  }

  /** Difference between the largest and the smallest sample. */
  double contrast() {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float sample : samples) {
      least = Math.min(least, sample);
      most = Math.max(most, sample);
    }
    return (double) most - least;
  }

  boolean sameShape(Picture other) {
    return images == other.images
        && channels == other.channels
        && height == other.height
        && width == other.width;
  }

  /** Whether no sample differs from the other's by more than {@code tolerance}. */
  boolean isNear(Picture other, double tolerance) {
    if (!sameShape(other)) {
      return false;
    }
    for (int i = 0; i < samples.length; i++) {
      if (!(Math.abs(samples[i] - other.samples[i]) <= tolerance)) {
        return false;
      }
    }
    return true;
  }
}
