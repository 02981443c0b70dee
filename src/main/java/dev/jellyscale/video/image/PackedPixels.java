package dev.jellyscale.video.image;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Gives each pixel of a palette, or of a single bit, bytes of its own. */
final class PackedPixels {
  private static final int BYTE = 0xFF;

  private PackedPixels() {}

  /** The same picture as RGBA or grey; freed by the caller. */
  static AVFrame expanded(AVFrame picture, SourcePlanes source) {
    int code = source.isPalette() ? AV_PIX_FMT_RGBA : AV_PIX_FMT_GRAY8;
    var copy = Conversion.allocate(picture.width(), picture.height(), code);
    var to = new SourcePlanes(copy).packed();
    for (int y = 0; y < picture.height(); y++) {
      long from = (long) y * picture.linesize(0);
      long row = (long) y * copy.linesize(0);
      if (source.isPalette()) {
        colours(source.packed().asSlice(from), source.palette(), to.asSlice(row), picture.width());
      } else {
        bits(source.packed().asSlice(from), to.asSlice(row), picture.width());
      }
    }
    return copy;
  }

  private static void colours(
      MemorySegment from, MemorySegment palette, MemorySegment to, int width) {
    for (int x = 0; x < width; x++) {
      int index = from.get(ValueLayout.JAVA_BYTE, x) & BYTE;
      // FFmpeg's entries are ARGB in an integer.
      int argb = palette.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index);
      long pixel = (long) x * Integer.BYTES;
      to.set(ValueLayout.JAVA_BYTE, pixel, (byte) (argb >> 16));
      to.set(ValueLayout.JAVA_BYTE, pixel + 1, (byte) (argb >> 8));
      to.set(ValueLayout.JAVA_BYTE, pixel + 2, (byte) argb);
      to.set(ValueLayout.JAVA_BYTE, pixel + 3, (byte) (argb >> 24));
    }
  }

  private static void bits(MemorySegment from, MemorySegment to, int width) {
    for (int x = 0; x < width; x++) {
      int bit = from.get(ValueLayout.JAVA_BYTE, x / Byte.SIZE) >> (7 - x % Byte.SIZE) & 1;
      to.set(ValueLayout.JAVA_BYTE, x, (byte) -bit);
    }
  }
}
