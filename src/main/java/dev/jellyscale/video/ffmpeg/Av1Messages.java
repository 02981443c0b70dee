package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DYNAMIC_HDR10_PLUS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_add_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_from_t35;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * What stands in the metadata units of ITU-T T.35 of an AV1 packet. FFmpeg does not ask libaom for
 * them; as side data of the packet they reach the frame that it shows.
 *
 * @param captions of ATSC A/53 Part 4, 6.2.3, three bytes each; empty where there is none
 * @param hdr10Plus of SMPTE ST 2094-40, from the application's version on; empty where there is
 *     none
 */
record Av1Messages(byte[] captions, byte[] hdr10Plus) {
  private static final int METADATA_ITUT_T35 = 4;
  private static final byte COUNTRY_US = (byte) 0xB5;
  private static final short PROVIDER_ATSC = 0x0031;
  private static final int IDENTIFIER_GA94 = 0x47413934;
  private static final byte TYPE_CC_DATA = 3;
  private static final int PROCESS_CC_DATA = 0x40;
  private static final int COUNT_MASK = 0x1F;
  private static final int CAPTION_BYTES = 3;
  private static final short PROVIDER_SAMSUNG = 0x003C;
  private static final short PROVIDER_ORIENTED_CODE = 1;
  private static final byte APPLICATION_HDR10_PLUS = 4;
  // Country and provider; then at least the seven bytes of captions without a caption.
  private static final int HEADER_BYTES = 3;
  private static final int MIN_BODY_BYTES = 7;

  /** Gives a packet its messages as side data, unless its container did. */
  static void attach(AVPacket packet) {
    if (packet.size() == 0) {
      return;
    }
    var messages = of(packet.data().capacity(packet.size()).asByteBuffer());
    if (messages.captions.length > 0 && lacks(packet, AV_PKT_DATA_A53_CC)) {
      attachCaptions(packet, messages.captions);
    }
    if (messages.hdr10Plus.length > 0 && lacks(packet, AV_PKT_DATA_DYNAMIC_HDR10_PLUS)) {
      attachHdr10Plus(packet, messages.hdr10Plus);
    }
  }

  private static boolean lacks(AVPacket packet, int type) {
    return av_packet_get_side_data(packet, type, (SizeTPointer) null) == null;
  }

  private static void attachCaptions(AVPacket packet, byte[] captions) {
    var target = av_packet_new_side_data(packet, AV_PKT_DATA_A53_CC, captions.length);
    if (target == null) {
      throw new OutOfMemoryError("No memory for captions");
    }
    target.put(captions);
  }

  private static void attachHdr10Plus(AVPacket packet, byte[] body) {
    try (var size = new SizeTPointer(1);
        var bytes = new BytePointer(body)) {
      var dynamic = av_dynamic_hdr_plus_alloc(size);
      if (dynamic == null) {
        throw new OutOfMemoryError("No memory for HDR10+ metadata");
      }
      // Metadata that FFmpeg cannot read is none; the packet owns what it was given.
      if (av_dynamic_hdr_plus_from_t35(dynamic, bytes, body.length) < 0
          || av_packet_add_side_data(
                  packet, AV_PKT_DATA_DYNAMIC_HDR10_PLUS, new BytePointer(dynamic), size.get())
              < 0) {
        av_free(dynamic);
      }
    }
  }

  /** The messages of a packet; what is neither kind is passed over. */
  static Av1Messages of(ByteBuffer packet) {
    var captions = new ByteArrayOutputStream();
    var hdr10Plus = new ByteArrayOutputStream();
    for (var unit : Obu.of(packet)) {
      if (unit.type() == Obu.METADATA) {
        var message = packet.slice(unit.payload(), unit.end() - unit.payload());
        if (Obu.leb128(message) == METADATA_ITUT_T35
            && message.remaining() >= HEADER_BYTES + MIN_BODY_BYTES
            && message.get() == COUNTRY_US) {
          switch (message.getShort()) {
            case PROVIDER_ATSC -> readCaptions(message, captions);
            case PROVIDER_SAMSUNG -> readHdr10Plus(message, hdr10Plus);
            default -> {}
          }
        }
      }
    }
    return new Av1Messages(captions.toByteArray(), hdr10Plus.toByteArray());
  }

  private static void readCaptions(ByteBuffer message, ByteArrayOutputStream found) {
    if (message.getInt() != IDENTIFIER_GA94 || message.get() != TYPE_CC_DATA) {
      return;
    }
    int flags = message.get();
    message.get();
    int bytes = (flags & COUNT_MASK) * CAPTION_BYTES;
    if ((flags & PROCESS_CC_DATA) != 0 && bytes <= message.remaining()) {
      found.writeBytes(rest(message.limit(message.position() + bytes)));
    }
  }

  private static void readHdr10Plus(ByteBuffer message, ByteArrayOutputStream found) {
    if (found.size() == 0
        && message.getShort() == PROVIDER_ORIENTED_CODE
        && message.get() == APPLICATION_HDR10_PLUS) {
      found.writeBytes(rest(message));
    }
  }

  private static byte[] rest(ByteBuffer message) {
    var bytes = new byte[message.remaining()];
    message.get(bytes);
    return bytes;
  }
}
