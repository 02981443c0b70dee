package dev.jellyscale.cli.quality.luma;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Luma in native memory. */
public final class LumaPlane {
  private static final byte NEUTRAL_CHROMA = (byte) 128;
  private static final int DEPTH = 8;
  private static final ValueLayout.OfShort DEEP =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private LumaPlane() {}

  /** Copies a picture into an 8-bit frame of its size, with chroma that has no colour. */
  public static void fill(Frame frame, LumaImage picture) {
    frame.plane(0).copyFrom(MemorySegment.ofArray(picture.codes()));
    for (int plane = 1; plane < PixelFormat.PLANES; plane++) {
      frame.plane(plane).fill(NEUTRAL_CHROMA);
    }
  }

  /** Luma of a frame, rounded to 8 bit where it is deeper. */
  public static LumaImage of(Frame frame) {
    var format = frame.format();
    int depth = format.pixels().depth();
    var codes =
        depth == DEPTH
            ? frame.plane(0).toArray(ValueLayout.JAVA_BYTE)
            : rounded(frame.plane(0), depth - DEPTH);
    return new LumaImage(format.width(), format.height(), codes);
  }

  private static byte[] rounded(MemorySegment plane, int bits) {
    var codes = new byte[Math.toIntExact(plane.byteSize() / Short.BYTES)];
    int half = 1 << (bits - 1);
    for (int i = 0; i < codes.length; i++) {
      int deep = plane.get(DEEP, (long) i * Short.BYTES) & 0xFFFF;
      codes[i] = (byte) Math.min((deep + half) >> bits, 0xFF);
    }
    return codes;
  }
}
