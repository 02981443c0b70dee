package dev.jellyscale.video.encode;

import dev.jellyscale.video.ffmpeg.Obu;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Open bitstream units of AV1: AV1 Bitstream and Decoding Process Specification, 5.3 and 5.8. */
record ObuSyntax() implements BitstreamSyntax {
  private static final int METADATA_ITUT_T35 = 4;
  private static final int HAS_SIZE = 2;
  private static final int TRAILING_BITS = 0x80;

  @Override
  public byte[] wrapT35(byte[] message) {
    var unit = new ByteArrayOutputStream();
    unit.write(Obu.METADATA << 3 | HAS_SIZE);
    writeLeb128(unit, message.length + 2);
    unit.write(METADATA_ITUT_T35);
    unit.writeBytes(message);
    unit.write(TRAILING_BITS);
    return unit.toByteArray();
  }

  private static void writeLeb128(ByteArrayOutputStream unit, int value) {
    int left = value;
    while (left >= 0x80) {
      unit.write((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    unit.write(left);
  }

  /**
   * Before the frame that the packet shows, which is its last: a message belongs to the frame
   * behind it, and packets begin with frames that are shown later.
   */
  @Override
  public int messagePosition(ByteBuffer packet) {
    var units = Obu.of(packet);
    if (units.isEmpty() || units.getLast().end() != packet.limit()) {
      throw new IllegalStateException("A packet that is not made of whole units");
    }
    return units.stream()
        .filter(unit -> unit.type() == Obu.FRAME || unit.type() == Obu.FRAME_HEADER)
        .mapToInt(Obu::start)
        .max()
        .orElseThrow(() -> new IllegalStateException("A packet without a picture"));
  }
}
