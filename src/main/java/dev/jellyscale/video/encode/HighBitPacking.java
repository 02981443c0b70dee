package dev.jellyscale.video.encode;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.video.encode.PictureRing.Rows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Planar 10-bit 4:2:0 as P010: samples in the high bits, U and V taking turns in one plane. */
final class HighBitPacking {
  private static final ValueLayout.OfShort SAMPLE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int SAMPLE_BYTES = 2;
  private static final int SHIFT = 6;

  private HighBitPacking() {}

  static void toP010(Frame frame, Rows luma, Rows chroma) {
    var format = frame.format();
    var y = luma.memory(format.planeHeight(0));
    for (int row = 0; row < format.planeHeight(0); row++) {
      long from = (long) row * format.planeWidth(0) * SAMPLE_BYTES;
      long to = (long) row * luma.stride();
      for (int column = 0; column < format.planeWidth(0); column++) {
        shift(frame.plane(0), from + (long) column * SAMPLE_BYTES, y, to);
        to += SAMPLE_BYTES;
      }
    }
    var uv = chroma.memory(format.planeHeight(1));
    for (int row = 0; row < format.planeHeight(1); row++) {
      long from = (long) row * format.planeWidth(1) * SAMPLE_BYTES;
      long to = (long) row * chroma.stride();
      for (int column = 0; column < format.planeWidth(1); column++) {
        shift(frame.plane(1), from, uv, to);
        shift(frame.plane(2), from, uv, to + SAMPLE_BYTES);
        from += SAMPLE_BYTES;
        to += 2L * SAMPLE_BYTES;
      }
    }
  }

  private static void shift(MemorySegment source, long from, MemorySegment target, long to) {
    target.set(SAMPLE, to, (short) (source.get(SAMPLE, from) << SHIFT));
  }
}
