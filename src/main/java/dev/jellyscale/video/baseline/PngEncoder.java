package dev.jellyscale.video.baseline;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Turns frames into PNG files of 8-bit RGB, as FFmpeg's program does when it extracts a video's
 * frames: swscale to RGB, then the {@code png} encoder at compression level 1. Used by one thread.
 */
public final class PngEncoder implements AutoCloseable {
  private static final int COMPRESSION_LEVEL = 1;

  private AVCodecContext context = new AVCodecContext(null);
  private AVFrame picture = new AVFrame(null);
  private AVPacket packet = new AVPacket(null);
  private final PlaneScaler toRgb;

  /**
   * @param threads pictures compressed at the same time; with 1, each frame that is sent can be
   *     received at once
   */
  public PngEncoder(FrameFormat format, int threads) {
    var rgb = new PlaneScaler.Side(format.width(), format.height(), AV_PIX_FMT_RGB24);
    toRgb = new PlaneScaler(PlaneScaler.Side.of(format), rgb, SWS_BICUBIC);
    try {
      open(format, threads);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(FrameFormat format, int threads) {
    packet = av_packet_alloc();
    picture = av_frame_alloc();
    picture.width(format.width()).height(format.height()).format(AV_PIX_FMT_RGB24);
    check(av_frame_get_buffer(picture, 0), "get memory for a picture");
    var codec = avcodec_find_encoder(AV_CODEC_ID_PNG);
    context = avcodec_alloc_context3(codec);
    context.width(format.width()).height(format.height()).pix_fmt(AV_PIX_FMT_RGB24);
    context.time_base().num(1).den(1);
    context.compression_level(COMPRESSION_LEVEL).thread_count(threads);
    check(avcodec_open2(context, codec, (AVDictionary) null), "open the PNG encoder");
  }

  /** Takes one frame; the caller keeps it. Receive until nothing comes before the next one. */
  public void send(Frame frame) {
    check(av_frame_make_writable(picture), "get memory for a picture");
    toRgb.scale(frame, picture);
    check(avcodec_send_frame(context, picture), "compress a picture");
  }

  /** Says that no frame follows, so that all that are left can be received. */
  public void end() {
    check(avcodec_send_frame(context, (AVFrame) null), "finish the pictures");
  }

  /** The next PNG file, in order; empty if another frame has to be sent first or none follows. */
  public Optional<byte[]> receive() {
    int result = avcodec_receive_packet(context, packet);
    if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
      return Optional.empty();
    }
    check(result, "compress a picture");
    var png = new byte[packet.size()];
    packet.data().get(png);
    av_packet_unref(packet);
    return Optional.of(png);
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_frame_free(picture);
    av_packet_free(packet);
    toRgb.close();
  }
}
