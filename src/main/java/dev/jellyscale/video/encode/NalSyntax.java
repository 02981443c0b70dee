package dev.jellyscale.video.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * NAL units with start codes, as x264, x265 and NVENC write them: ITU-T H.264 and H.265, annex B
 * and the SEI syntax of 7.3.2.3 and 7.3.2.4.
 */
enum NalSyntax implements BitstreamSyntax {
  H264 {
    @Override
    byte[] seiHeader() {
      return new byte[] {6};
    }

    @Override
    boolean isPicture(int firstByte) {
      int type = firstByte & 0x1F;
      return type >= 1 && type <= 5;
    }
  },
  HEVC {
    @Override
    byte[] seiHeader() {
      return new byte[] {39 << 1, 1};
    }

    @Override
    boolean isPicture(int firstByte) {
      return (firstByte >> 1 & 0x3F) < 32;
    }
  };

  private static final int PAYLOAD_USER_DATA_T35 = 4;
  private static final int TRAILING_BITS = 0x80;
  private static final int EMULATION_PREVENTION = 3;

  /** Header of a NAL unit that holds SEI messages for the picture behind it. */
  abstract byte[] seiHeader();

  /** Whether the NAL unit that begins with this byte holds a part of a picture. */
  abstract boolean isPicture(int firstByte);

  @Override
  public byte[] wrapT35(byte[] message) {
    return sei(PAYLOAD_USER_DATA_T35, message);
  }

  /** A NAL unit with one SEI message, start code included. */
  byte[] sei(int payloadType, byte[] payload) {
    var body = new ByteArrayOutputStream();
    body.write(payloadType);
    int left = payload.length;
    while (left >= 0xFF) {
      body.write(0xFF);
      left -= 0xFF;
    }
    body.write(left);
    body.writeBytes(payload);
    body.write(TRAILING_BITS);

    var unit = new ByteArrayOutputStream();
    unit.writeBytes(new byte[] {0, 0, 0, 1});
    unit.writeBytes(seiHeader());
    escape(body.toByteArray(), unit);
    return unit.toByteArray();
  }

  // Three bytes that look like a start code get a fourth between them.
  private static void escape(byte[] body, ByteArrayOutputStream unit) {
    int zeros = 0;
    for (byte b : body) {
      if (zeros == 2 && (b & 0xFF) <= EMULATION_PREVENTION) {
        unit.write(EMULATION_PREVENTION);
        zeros = 0;
      }
      zeros = b == 0 ? zeros + 1 : 0;
      unit.write(b);
    }
  }

  @Override
  public int messagePosition(ByteBuffer packet) {
    for (int i = 0; i + 3 < packet.limit(); i++) {
      boolean startCode = packet.get(i) == 0 && packet.get(i + 1) == 0 && packet.get(i + 2) == 1;
      if (startCode && isPicture(packet.get(i + 3))) {
        // A fourth byte of a start code belongs to it.
        return i > 0 && packet.get(i - 1) == 0 ? i - 1 : i;
      }
    }
    throw new IllegalStateException("A packet without a picture");
  }
}
