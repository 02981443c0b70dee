package dev.jellyscale.video.encode;

import dev.jellyscale.frame.SideData;
import java.nio.ByteBuffer;

/**
 * Side data as user data registered by ITU-T T.35, from the country code on. H.264, HEVC and AV1
 * all carry such messages.
 */
final class T35Message {
  private static final byte COUNTRY_US = (byte) 0xB5;

  // ATSC A/53 Part 4, 6.2.3: provider code, identifier, then cc_data().
  private static final short PROVIDER_ATSC = 0x0031;
  private static final int IDENTIFIER_GA94 = 0x47413934;
  private static final byte TYPE_CC_DATA = 3;
  private static final int PROCESS_CC_DATA = 0x40;
  private static final byte NO_EM_DATA = (byte) 0xFF;
  private static final byte MARKER_BITS = (byte) 0xFF;
  private static final int CAPTION_BYTES = 3;
  private static final int MAX_CAPTIONS = 31;

  // SMPTE ST 2094-40 in CTA-861.4: provider, its code for the application, and the application.
  private static final short PROVIDER_SAMSUNG = 0x003C;
  private static final short PROVIDER_ORIENTED_CODE = 1;
  private static final byte APPLICATION_HDR10_PLUS = 4;
  private static final int HDR10_PLUS_HEADER_BYTES = 6;

  private T35Message() {}

  static byte[] of(SideData sideData) {
    return switch (sideData.kind()) {
      case A53_CAPTIONS -> captions(sideData.payload());
      case HDR10_PLUS -> hdr10Plus(sideData.payload());
    };
  }

  private static byte[] captions(byte[] triplets) {
    int count = Math.min(triplets.length / CAPTION_BYTES, MAX_CAPTIONS);
    return ByteBuffer.allocate(11 + count * CAPTION_BYTES)
        .put(COUNTRY_US)
        .putShort(PROVIDER_ATSC)
        .putInt(IDENTIFIER_GA94)
        .put(TYPE_CC_DATA)
        .put((byte) (PROCESS_CC_DATA | count))
        .put(NO_EM_DATA)
        .put(triplets, 0, count * CAPTION_BYTES)
        .put(MARKER_BITS)
        .array();
  }

  /** FFmpeg serialises HDR10+ without the header that tells what it is. */
  private static byte[] hdr10Plus(byte[] body) {
    if (body.length > 0 && body[0] == COUNTRY_US) {
      return body;
    }
    return ByteBuffer.allocate(HDR10_PLUS_HEADER_BYTES + body.length)
        .put(COUNTRY_US)
        .putShort(PROVIDER_SAMSUNG)
        .putShort(PROVIDER_ORIENTED_CODE)
        .put(APPLICATION_HDR10_PLUS)
        .put(body)
        .array();
  }
}
