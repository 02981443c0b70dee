package dev.jellyscale.video.probe;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.protocol.ColourTags;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Reads colour tags and decides what unspecified ones mean. Code points are those of H.273. */
final class ColourFacts {
  private static final int UNSPECIFIED = 2;
  private static final int BT709 = 1;
  private static final int BT470BG = 5;
  private static final int SMPTE170M = 6;
  private static final int BT2020 = 9;
  private static final int PQ = 16;
  private static final int HLG = 18;
  private static final int FULL = 2;
  private static final int LIMITED = 1;
  private static final int CENTRE = 2;
  private static final int TOP_LEFT = 3;
  private static final int TOP = 4;
  private static final int BOTTOM = 6;
  private static final int SD_ROWS = 576;

  private ColourFacts() {}

  /** Tags of the container, and those of the bitstream where the container has none. */
  static ColourTags tags(AVCodecParameters container, AVFrame frame) {
    return new ColourTags(
        specified(container.color_primaries(), frame.color_primaries(), UNSPECIFIED),
        specified(container.color_trc(), frame.color_trc(), UNSPECIFIED),
        specified(container.color_space(), frame.colorspace(), UNSPECIFIED),
        specified(container.color_range(), frame.color_range(), 0),
        specified(container.chroma_location(), frame.chroma_location(), 0));
  }

  private static int specified(int first, int second, int unspecified) {
    return first == unspecified ? second : first;
  }

  /**
   * What inference uses. Without a matrix tag, pictures of up to 576 rows are BT.601 and larger
   * ones BT.709, unless another tag says BT.2020; a matrix that we do not have is treated as none.
   */
  static ColourDescription resolve(ColourTags tags, FrameFormat format, String codec) {
    boolean rgb = format.pixels().family() == Family.RGB;
    return new ColourDescription(
        rgb ? Matrix.IDENTITY : matrix(tags, format), range(tags, rgb), siting(tags, codec));
  }

  private static Matrix matrix(ColourTags tags, FrameFormat format) {
    return switch (tags.matrix()) {
      case BT709 -> Matrix.BT709;
      case BT470BG, SMPTE170M -> Matrix.BT601;
      case BT2020 -> Matrix.BT2020;
      default -> {
        if (tags.primaries() == BT2020 || tags.transfer() == PQ || tags.transfer() == HLG) {
          yield Matrix.BT2020;
        }
        yield format.height() <= SD_ROWS ? Matrix.BT601 : Matrix.BT709;
      }
    };
  }

  private static Range range(ColourTags tags, boolean rgb) {
    boolean full = tags.range() == FULL || (rgb && tags.range() != LIMITED);
    return full ? Range.FULL : Range.LIMITED;
  }

  private static ChromaSiting siting(ColourTags tags, String codec) {
    return switch (tags.chromaLocation()) {
      case TOP_LEFT -> ChromaSiting.TOP_LEFT;
      // Two rare ones: half a luma sample off, in the direction that is seen less.
      case CENTRE, TOP, BOTTOM -> ChromaSiting.CENTRE;
      case 0 ->
          codec.equals("mpeg1video") || codec.equals("mjpeg")
              ? ChromaSiting.CENTRE
              : ChromaSiting.LEFT;
      default -> ChromaSiting.LEFT;
    };
  }
}
