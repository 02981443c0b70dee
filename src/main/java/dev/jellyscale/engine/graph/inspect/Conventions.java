package dev.jellyscale.engine.graph.inspect;

import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.ValueRange;

/**
 * How a model writes down its pictures, the one that it takes and the one that it gives alike.
 *
 * @param layout order of the dimensions
 * @param range value of white; black is 0
 * @param order of three channels
 */
public record Conventions(Layout layout, ValueRange range, ChannelOrder order) {
  /** Those of a {@link Picture}. */
  public static final Conventions PLAIN = of(Layout.NCHW);

  private static final int LARGEST_CODE = 255;

  static Conventions of(Layout layout) {
    return new Conventions(layout, ValueRange.ZERO_TO_1, ChannelOrder.RGB);
  }

  Conventions with(ValueRange other) {
    return new Conventions(layout, other, order);
  }

  Conventions with(ChannelOrder other) {
    return new Conventions(layout, range, other);
  }

  /** The value of white. */
  int white() {
    return range == ValueRange.ZERO_TO_255 ? LARGEST_CODE : 1;
  }

  /** Place of a dimension of NCHW among the model's own. */
  int place(int dimension) {
    if (layout == Layout.NCHW || dimension == 0) {
      return dimension;
    }
    return dimension == 1 ? 3 : dimension - 1;
  }

  /** Sizes in the model's order. */
  long[] shape(Picture picture) {
    long[] sizes = {picture.images(), picture.channels(), picture.height(), picture.width()};
    var shape = new long[sizes.length];
    for (int dimension = 0; dimension < sizes.length; dimension++) {
      shape[place(dimension)] = sizes[dimension];
    }
    return shape;
  }

  /** The samples of a picture as the model takes them. */
  float[] write(Picture picture) {
    var samples = new float[picture.samples().length];
    copy(picture, (own, models) -> samples[models] = picture.samples()[own] * white());
    return samples;
  }

  /** The picture that the model means by samples; {@code frame} says the sizes alone. */
  Picture read(float[] samples, Picture frame) {
    copy(frame, (own, models) -> frame.samples()[own] = samples[models] / white());
    return frame;
  }

  private interface Copy {
    void sample(int own, int models);
  }

  private void copy(Picture picture, Copy copy) {
    int channels = picture.channels();
    int pixels = picture.height() * picture.width();
    for (int image = 0; image < picture.images(); image++) {
      int first = image * channels * pixels;
      for (int channel = 0; channel < channels; channel++) {
        int swapped = order == ChannelOrder.BGR ? channels - 1 - channel : channel;
        for (int pixel = 0; pixel < pixels; pixel++) {
          int inside =
              layout == Layout.NCHW ? swapped * pixels + pixel : pixel * channels + swapped;
          copy.sample(first + channel * pixels + pixel, first + inside);
        }
      }
    }
  }
}
