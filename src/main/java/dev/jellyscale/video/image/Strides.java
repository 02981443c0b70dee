package dev.jellyscale.video.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Samples of one channel somewhere in native memory, whatever lies between them.
 *
 * @param start place of the first sample
 * @param column bytes from a sample to the one on its right; may be negative
 * @param row bytes from a sample to the one below; may be negative
 */
record Strides(MemorySegment memory, long start, long column, long row) {
  private static final ValueLayout.OfShort LITTLE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort BIG =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /**
   * What the samples are.
   *
   * @param bytes 1 or 2
   * @param bigEndian whether the high byte of two comes first
   */
  record Sample(int bytes, boolean bigEndian) {
    /** 8 bits. */
    static final Sample BYTE = new Sample(1, false);

    /** 16 bits as our planes have them. */
    static final Sample SHORT = new Sample(2, false);

    static Sample ofPlane(int bytes) {
      return bytes == 1 ? BYTE : SHORT;
    }

    private ValueLayout.OfShort layout() {
      return bigEndian ? BIG : LITTLE;
    }
  }

  /** Samples that follow each other row by row. */
  static Strides plane(MemorySegment memory, int width, int bytes) {
    return new Strides(memory, 0, bytes, (long) width * bytes);
  }

  /**
   * Copies a rectangle of samples.
   *
   * @param from as wide as this, and of {@code source}
   * @param own what the samples are here; of as many bytes as {@code source}
   */
  void fill(Strides from, Sample source, Sample own, int width, int height) {
    if (source.bytes() != own.bytes()) {
      throw new IllegalArgumentException("Samples of " + source + " are not like " + own);
    }
    boolean rows = column == own.bytes() && from.column == column && source.equals(own);
    for (int y = 0; y < height; y++) {
      long to = start + y * row;
      long at = from.start + y * from.row;
      if (rows) {
        MemorySegment.copy(from.memory, at, memory, to, (long) width * own.bytes());
      } else if (own.bytes() == 1) {
        fillBytes(from, at, to, width);
      } else {
        fillShorts(
            from.memory, new Step(at, from.column, source), new Step(to, column, own), width);
      }
    }
  }

  private void fillBytes(Strides from, long at, long to, int width) {
    for (int x = 0; x < width; x++) {
      var sample = from.memory.get(ValueLayout.JAVA_BYTE, at + x * from.column);
      memory.set(ValueLayout.JAVA_BYTE, to + x * column, sample);
    }
  }

  private record Step(long at, long column, Sample sample) {}

  private void fillShorts(MemorySegment source, Step from, Step to, int width) {
    var read = from.sample.layout();
    var write = to.sample.layout();
    for (int x = 0; x < width; x++) {
      memory.set(write, to.at + x * to.column, source.get(read, from.at + x * from.column));
    }
  }
}
