package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_MONOBLACK;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.image.Strides.Sample;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/** Where the channels of a picture of FFmpeg's lie, by its own description of the layout. */
final class SourcePlanes {
  private static final int LAST_OF_COLOUR = 2;

  private final AVFrame picture;
  private final AVPixFmtDescriptor layout;

  /** Looks at a picture, which has to live as long as this. */
  SourcePlanes(AVFrame picture) {
    this.picture = picture;
    layout = av_pix_fmt_desc_get(picture.format());
    int depth = layout.comp(0).depth();
    boolean whole = depth == Byte.SIZE || depth == Short.SIZE;
    if (!isPacked() && (!whole || layout.comp(0).shift() != 0)) {
      throw new Unsupported(
          "Pictures of the kind " + PixelCode.name(picture.format()) + " are not handled");
    }
  }

  private boolean has(long flag) {
    return (layout.flags() & flag) != 0;
  }

  /** Whether samples are less than a byte or stand for others. */
  boolean isPacked() {
    return isPalette()
        || has(AV_PIX_FMT_FLAG_BITSTREAM)
        || picture.format() == AV_PIX_FMT_MONOBLACK;
  }

  boolean isPalette() {
    return has(AV_PIX_FMT_FLAG_PAL);
  }

  boolean isRgb() {
    return has(AV_PIX_FMT_FLAG_RGB);
  }

  boolean isGrey() {
    return !isRgb() && !isPalette() && layout.nb_components() <= LAST_OF_COLOUR;
  }

  boolean hasAlpha() {
    return has(AV_PIX_FMT_FLAG_ALPHA);
  }

  Sample sample() {
    return new Sample(layout.comp(0).depth() / Byte.SIZE, has(AV_PIX_FMT_FLAG_BE));
  }

  /** A channel: red, green, blue or luma and the two of chroma. */
  Strides channel(int index) {
    var component = layout.comp(index);
    int plane = component.plane();
    long row = picture.linesize(plane);
    return new Strides(memory(plane, row * rows(index)), component.offset(), component.step(), row);
  }

  /** The last channel. */
  Strides alpha() {
    return channel(layout.nb_components() - 1);
  }

  /** Memory of the indices, or of bits, a row after the other. */
  MemorySegment packed() {
    return memory(0, (long) picture.linesize(0) * picture.height());
  }

  /** Memory of the 256 colours of a palette: blue, green, red, alpha. */
  MemorySegment palette() {
    return memory(1, 256L * Integer.BYTES);
  }

  /** Fills a plane of chroma with what says nothing. */
  static void fillMiddle(MemorySegment plane, int bytes) {
    if (bytes == 1) {
      plane.fill((byte) (1 << (Byte.SIZE - 1)));
      return;
    }
    for (long i = 0; i < plane.byteSize(); i += Short.BYTES) {
      plane.set(ValueLayout.JAVA_SHORT_UNALIGNED, i, Short.MIN_VALUE);
    }
  }

  private long rows(int index) {
    boolean chroma = !isRgb() && (index == 1 || index == LAST_OF_COLOUR) && !isGrey();
    return chroma ? Math.ceilDiv(picture.height(), 1 << layout.log2_chroma_h()) : picture.height();
  }

  @SuppressWarnings("restricted") // The length is what FFmpeg allocated at least.
  private MemorySegment memory(int plane, long bytes) {
    return MemorySegment.ofAddress(picture.data(plane).address()).reinterpret(bytes);
  }
}
