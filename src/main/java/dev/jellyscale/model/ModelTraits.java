package dev.jellyscale.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a model was found to be, by reading its file and running it on small pictures. Nothing here
 * is believed from a name or a description.
 *
 * @param scale output pixels for an input pixel in each direction: 1, 2, 3, 4 or 8
 * @param kind what its images are
 * @param elementType of input and output samples
 * @param precision of the arithmetic between them
 * @param layout order of the dimensions
 * @param range value that stands for white; 0 is black
 * @param order of the channels; {@link ChannelOrder#RGB} for a luma model
 * @param fixedSize the only size it takes; empty where it takes any
 * @param receptiveField input pixels on each side of its own that an output pixel depends on; empty
 *     where that is the whole picture or unknown
 * @param opset version of the standard operators
 * @param parameters number of trained values
 */
public record ModelTraits(
    int scale,
    Kind kind,
    ElementType elementType,
    Precision precision,
    Layout layout,
    ValueRange range,
    ChannelOrder order,
    Optional<Size> fixedSize,
    OptionalInt receptiveField,
    int opset,
    long parameters) {

  /** What the images of a model are. */
  public enum Kind {
    LUMA,
    RGB
  }

  /** Floating-point type of a sample. */
  public enum ElementType {
    FLOAT,
    FLOAT16
  }

  /** Numbers that a network computes with. */
  public enum Precision {
    /** Floating point of 32 or 16 bits. */
    FLOAT,
    /**
     * Whole numbers of 8 bits, in all of it or in a part, made from a network of floating point:
     * faster on processors that have instructions for them, and a little worse.
     */
    INT8
  }

  /** Order of the dimensions batch, channel, height, width. */
  public enum Layout {
    NCHW,
    NHWC
  }

  /** Samples from 0 to the number of the name. */
  public enum ValueRange {
    ZERO_TO_1,
    ZERO_TO_255
  }

  /** Order of the three channels of a colour image. */
  public enum ChannelOrder {
    RGB,
    BGR
  }

  /**
   * Size of a picture.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   */
  public record Size(int width, int height) {
    public Size {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException("No picture of " + width + "x" + height);
      }
    }

    @Override
    public String toString() {
      return width + "x" + height;
    }
  }
}
