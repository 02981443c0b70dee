package dev.jellyscale.model.inspect.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes of a known number that can be read from any place. */
public interface ByteSource {

  /** How many there are. */
  long size();

  /**
   * Reads some bytes from a place on, at least one unless {@code into} is full.
   *
   * @return how many; -1 if there are none at that place
   */
  int read(ByteBuffer into, long place) throws IOException;

  /** The bytes of an array, which is not copied. */
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(ByteBuffer into, long place) {
        if (place >= bytes.length) {
          return -1;
        }
        int count = (int) Math.min(into.remaining(), bytes.length - place);
        into.put(bytes, (int) place, count);
        return count;
      }
    };
  }
}
