package dev.jellyscale.video.rewrite;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_copy_props;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** Bytes of packets and parameters. */
public final class Payload {
  private Payload() {}

  /** A copy of a packet's bytes. */
  public static byte[] of(AVPacket packet) {
    var bytes = new byte[packet.size()];
    if (bytes.length > 0) {
      packet.data().get(bytes);
    }
    return bytes;
  }

  /** Gives a packet other bytes; times, flags and side data stay. */
  public static void replace(AVPacket packet, byte[] bytes) {
    var fresh = av_packet_alloc();
    try {
      check(av_new_packet(fresh, bytes.length), "allocate a packet");
      fresh.data().put(bytes);
      check(av_packet_copy_props(fresh, packet), "copy a packet");
      av_packet_unref(packet);
      av_packet_move_ref(packet, fresh);
    } finally {
      av_packet_free(fresh);
    }
  }

  /** Gives parameters other extradata; the old one is released. */
  public static void setExtradata(AVCodecParameters parameters, byte[] bytes) {
    if (parameters.extradata() != null) {
      av_free(parameters.extradata());
      parameters.extradata(null);
    }
    parameters.extradata_size(0);
    if (bytes.length == 0) {
      return;
    }
    var memory = av_mallocz(bytes.length + AV_INPUT_BUFFER_PADDING_SIZE);
    if (memory == null) {
      throw new OutOfMemoryError("No memory for extradata");
    }
    parameters.extradata(new BytePointer(memory).put(bytes));
    parameters.extradata_size(bytes.length);
  }
}
