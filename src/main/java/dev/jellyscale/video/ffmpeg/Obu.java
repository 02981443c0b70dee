package dev.jellyscale.video.ffmpeg;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open bitstream unit of an AV1 packet: AV1 Bitstream and Decoding Process Specification, 5.3.
 *
 * @param start place of its header in the packet, in bytes
 * @param payload place of what follows header and size
 * @param end place behind it
 */
public record Obu(int type, int start, int payload, int end) {
  /** Header of a frame whose tiles stand in units of their own, or that is shown again. */
  public static final int FRAME_HEADER = 3;

  /** A message beside the pictures. */
  public static final int METADATA = 5;

  /** A frame with its tiles. */
  public static final int FRAME = 6;

  private static final int HAS_EXTENSION = 4;
  private static final int HAS_SIZE = 2;
  private static final int MAX_SIZE_BYTES = 8;

  /** The units of a packet in order; what cannot be one, and all behind it, is left out. */
  public static List<Obu> of(ByteBuffer packet) {
    var units = new ArrayList<Obu>();
    var in = packet.duplicate();
    for (var unit = next(in); unit != null; unit = next(in)) {
      units.add(unit);
      in.position(unit.end());
    }
    return units;
  }

  private static @Nullable Obu next(ByteBuffer in) {
    int start = in.position();
    if (!in.hasRemaining()) {
      return null;
    }
    int header = in.get();
    int extension = (header & HAS_EXTENSION) == 0 ? 0 : 1;
    if (header < 0 || in.remaining() < extension) {
      return null;
    }
    in.position(in.position() + extension);
    // Only the last unit of a packet may do without its size.
    long size = (header & HAS_SIZE) == 0 ? in.remaining() : leb128(in);
    if (size < 0 || size > in.remaining()) {
      return null;
    }
    return new Obu(header >> 3, start, in.position(), in.position() + (int) size);
  }

  /** Reads a number in groups of 7 bits, the lowest first; -1 where none ends. */
  public static long leb128(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < MAX_SIZE_BYTES && in.hasRemaining(); i++) {
      byte part = in.get();
      value |= (part & 0x7FL) << (7 * i);
      if (part >= 0) {
        return value;
      }
    }
    return -1;
  }
}
