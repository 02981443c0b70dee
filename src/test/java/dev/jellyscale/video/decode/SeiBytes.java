package dev.jellyscale.video.decode;

import java.io.ByteArrayOutputStream;
import java.util.function.IntFunction;

/** Puts SEI messages into Annex B streams (ITU-T H.264, 7.3.2.3; H.265, 7.3.2.4). */
final class SeiBytes {
  private static final int REGISTERED_USER_DATA = 4;
  private static final int START_CODE = 3;
  private static final byte STOP_BIT = (byte) 0x80;

  private final boolean hevc;

  private SeiBytes(boolean hevc) {
    this.hevc = hevc;
  }

  /** The stream with one message before each picture, which has one slice. */
  static byte[] insert(byte[] stream, boolean hevc, IntFunction<byte[]> messageOfPicture) {
    var sei = new SeiBytes(hevc);
    var out = new ByteArrayOutputStream();
    int picture = 0;
    for (int i = 0; i < stream.length; i++) {
      if (isStartCode(stream, i) && sei.isPicture(stream[i + START_CODE])) {
        out.writeBytes(sei.unit(messageOfPicture.apply(picture++)));
      }
      out.write(stream[i]);
    }
    return out.toByteArray();
  }

  private static boolean isStartCode(byte[] stream, int i) {
    return i + START_CODE < stream.length
        && stream[i] == 0
        && stream[i + 1] == 0
        && stream[i + 2] == 1;
  }

  private boolean isPicture(byte header) {
    return hevc ? (header >> 1 & 0x3F) < 32 : (header & 0x1F) >= 1 && (header & 0x1F) <= 5;
  }

  private byte[] unit(byte[] message) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 1});
    out.writeBytes(hevc ? new byte[] {39 << 1, 1} : new byte[] {6});
    out.write(REGISTERED_USER_DATA);
    out.write(message.length);
    int zeros = 0;
    for (byte b : message) {
      if (zeros == 2 && b >= 0 && b <= 3) {
        out.write(3);
        zeros = 0;
      }
      out.write(b);
      zeros = b == 0 ? zeros + 1 : 0;
    }
    out.write(STOP_BIT);
    return out.toByteArray();
  }
}
