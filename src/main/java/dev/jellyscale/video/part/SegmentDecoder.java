package dev.jellyscale.video.part;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.VideoDecoder;
import dev.jellyscale.video.ffmpeg.VideoDecoder.Received;
import dev.jellyscale.video.segment.SegmentHeader;
import dev.jellyscale.video.segment.SegmentReader;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Decodes the packets of a segment as they are, without a container around them. */
final class SegmentDecoder implements AutoCloseable {
  private final AVFormatContext context = avformat_alloc_context();
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final VideoDecoder decoder;

  /**
   * @param timeBase unit of the packets' times
   * @throws FfmpegException if the decoder refuses the header
   */
  SegmentDecoder(SegmentHeader header, Rational timeBase) {
    try {
      decoder = VideoDecoder.open(described(header, timeBase), 1);
    } catch (RuntimeException e) {
      free();
      throw e;
    }
  }

  private AVStream described(SegmentHeader header, Rational timeBase) {
    var stream = avformat_new_stream(context, null);
    if (stream == null) {
      throw new OutOfMemoryError("No memory for a stream");
    }
    stream.time_base().num(timeBase.num());
    stream.time_base().den(timeBase.den());
    var parameters = stream.codecpar();
    parameters.codec_type(AVMEDIA_TYPE_VIDEO);
    parameters.codec_id(header.codecId());
    parameters.profile(header.profile());
    parameters.level(header.level());
    var extradata = header.extradata();
    if (extradata.length > 0) {
      var bytes =
          new BytePointer(av_mallocz(extradata.length + (long) AV_INPUT_BUFFER_PADDING_SIZE));
      parameters.extradata(bytes.put(extradata, 0, extradata.length));
      parameters.extradata_size(extradata.length);
    }
    return stream;
  }

  /**
   * Gives it the next packet, or null to get the last pictures out. All pictures must have been
   * received before.
   *
   * @throws FfmpegException if it cannot be decoded
   */
  void send(SegmentReader.@Nullable Packet next, SegmentReader reader) {
    if (next == null) {
      decoder.send(null);
      return;
    }
    if (av_new_packet(packet, next.size()) < 0) {
      throw new OutOfMemoryError("No memory for a packet");
    }
    try {
      reader.read(next, packet.data().capacity(next.size()).asByteBuffer());
      packet.pts(next.pts());
      packet.flags(next.flags());
      decoder.send(packet);
    } finally {
      av_packet_unref(packet);
    }
  }

  /**
   * The next picture in the order of display, valid until the next call; null where there is none
   * yet.
   *
   * @throws FfmpegException if one cannot be decoded
   */
  @Nullable AVFrame receive() {
    return decoder.receive(frame) == Received.FRAME ? frame : null;
  }

  private void free() {
    av_frame_free(frame);
    av_packet_free(packet);
    avformat_free_context(context);
  }

  @Override
  public void close() {
    decoder.close();
    free();
  }
}
