package dev.jellyscale.video.segment;

import dev.jellyscale.model.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a segment says about its stream; equal in all segments of an output.
 *
 * @param codecId {@code AVCodecID}
 * @param profile in the codec's own numbers
 * @param level in the codec's own numbers
 * @param extradata parameter sets, which the packets leave out
 */
public record SegmentHeader(int codecId, int profile, int level, byte[] extradata) {
  private static final int FIXED_BYTES = 3 * Integer.BYTES;

  /** Serialised form: three big-endian integers, then the extradata. */
  byte[] bytes() {
    return ByteBuffer.allocate(FIXED_BYTES + extradata.length)
        .putInt(codecId)
        .putInt(profile)
        .putInt(level)
        .put(extradata)
        .array();
  }

  /** Reads what {@link #bytes} wrote. */
  static SegmentHeader of(ByteBuffer bytes) {
    int codecId = bytes.getInt();
    int profile = bytes.getInt();
    int level = bytes.getInt();
    var extradata = new byte[bytes.remaining()];
    bytes.get(extradata);
    return new SegmentHeader(codecId, profile, level, extradata);
  }

  /** SHA-256 of the serialised form, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Sha256.of(bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentHeader header && Arrays.equals(bytes(), header.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }
}
