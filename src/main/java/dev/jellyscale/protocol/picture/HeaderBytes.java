package dev.jellyscale.protocol.picture;

import dev.jellyscale.error.JellyscaleException.Damaged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of a file by their place, through a window of 4 KiB that moves to where it is needed. */
final class HeaderBytes {
  private static final int WINDOW = 4096;

  private final Source source;
  private final byte[] window = new byte[WINDOW];
  private long start;
  private int length;

  HeaderBytes(Source source) {
    this.source = source;
  }

  /** Where the bytes come from. */
  @FunctionalInterface
  interface Source {

    /** Reads some bytes from a place on; returns how many, or -1 behind the end. */
    int read(ByteBuffer target, long at) throws IOException;
  }

  /** The first bytes, fewer where the file is shorter. */
  byte[] first(int count) throws IOException {
    fill(0);
    return Arrays.copyOf(window, Math.min(count, length));
  }

  /** A byte, 0 to 255. */
  int u8(long at) throws IOException {
    if (at < start || at >= start + length) {
      fill(at);
      if (length == 0) {
        throw new Damaged("The picture ends within its header");
      }
    }
    return window[(int) (at - start)] & 0xFF;
  }

  private void fill(long at) throws IOException {
    start = at;
    var target = ByteBuffer.wrap(window);
    int count;
    do {
      count = source.read(target, at + target.position());
    } while (count > 0 && target.hasRemaining());
    length = target.position();
  }

  /** Two bytes, the higher first. */
  int u16(long at) throws IOException {
    return u8(at) << 8 | u8(at + 1);
  }

  /** Four bytes, the highest first. */
  long u32(long at) throws IOException {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  /** Two bytes, the lower first. */
  int u16Low(long at) throws IOException {
    return u8(at) | u8(at + 1) << 8;
  }

  /** Three bytes, the lowest first. */
  int u24Low(long at) throws IOException {
    return u16Low(at) | u8(at + 2) << 16;
  }

  /** Four bytes, the lowest first. */
  long u32Low(long at) throws IOException {
    return u16Low(at) | (long) u16Low(at + 2) << 16;
  }

  /** Four letters, as one number with the first letter highest. */
  int name(long at) throws IOException {
    return (int) u32(at);
  }
}
