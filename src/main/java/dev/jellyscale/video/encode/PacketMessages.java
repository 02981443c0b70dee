package dev.jellyscale.video.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;

import dev.jellyscale.frame.SideData;
import dev.jellyscale.video.segment.SegmentHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what travels with a frame into the packet of that frame. Encoders differ in what they write
 * themselves; this way captions and dynamic HDR metadata survive with each of them.
 */
final class PacketMessages {
  private final BitstreamSyntax syntax;

  private PacketMessages(BitstreamSyntax syntax) {
    this.syntax = syntax;
  }

  /** Messages for a stream of one of our encoders. */
  static PacketMessages of(SegmentHeader header) {
    return new PacketMessages(
        switch (header.codecId()) {
          case AV_CODEC_ID_H264 -> NalSyntax.H264;
          case AV_CODEC_ID_HEVC -> NalSyntax.HEVC;
          case AV_CODEC_ID_AV1 -> new ObuSyntax();
          default -> throw new IllegalArgumentException("No messages in codec " + header.codecId());
        });
  }

  /** The messages of a frame as the codec writes them. */
  List<ByteBuffer> of(List<SideData> sideData) {
    var wrapped = new ArrayList<ByteBuffer>();
    for (var item : sideData) {
      wrapped.add(ByteBuffer.wrap(syntax.wrapT35(T35Message.of(item))));
    }
    return wrapped;
  }

  /** The payload in pieces, with the messages where the codec wants them. */
  ByteBuffer[] insert(ByteBuffer payload, List<ByteBuffer> messages) {
    if (messages.isEmpty()) {
      return new ByteBuffer[] {payload};
    }
    int at = syntax.messagePosition(payload);
    var pieces = new ArrayList<ByteBuffer>();
    pieces.add(payload.slice(0, at));
    pieces.addAll(messages);
    pieces.add(payload.slice(at, payload.limit() - at));
    return pieces.toArray(ByteBuffer[]::new);
  }
}
