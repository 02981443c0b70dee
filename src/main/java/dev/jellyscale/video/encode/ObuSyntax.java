package dev.jellyscale.video.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Open bitstream units of AV1: AV1 Bitstream and Decoding Process Specification, 5.3 and 5.8. */
record ObuSyntax() implements BitstreamSyntax {
  private static final int TYPE_SEQUENCE_HEADER = 1;
  private static final int TYPE_TEMPORAL_DELIMITER = 2;
  private static final int TYPE_METADATA = 5;
  private static final int METADATA_ITUT_T35 = 4;
  private static final int HAS_EXTENSION = 4;
  private static final int HAS_SIZE = 2;
  private static final int TRAILING_BITS = 0x80;

  @Override
  public byte[] wrapT35(byte[] message) {
    var unit = new ByteArrayOutputStream();
    unit.write(TYPE_METADATA << 3 | HAS_SIZE);
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

  @Override
  public int messagePosition(ByteBuffer packet) {
    int at = 0;
    while (at < packet.limit() && isBeforeMessages(packet.get(at))) {
      int header = packet.get(at);
      if ((header & HAS_SIZE) == 0) {
        throw new IllegalStateException("A unit without its size");
      }
      at += (header & HAS_EXTENSION) == 0 ? 1 : 2;
      int size = 0;
      int shift = 0;
      byte part;
      do {
        part = packet.get(at++);
        size |= (part & 0x7F) << shift;
        shift += 7;
      } while ((part & 0x80) != 0);
      at += size;
    }
    return at;
  }

  private static boolean isBeforeMessages(int header) {
    int type = header >> 3 & 0xF;
    return type == TYPE_TEMPORAL_DELIMITER || type == TYPE_SEQUENCE_HEADER;
  }
}
