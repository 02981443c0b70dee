package dev.jellyscale.video.baseline;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Turns PNG files of 8-bit RGB and one size back into frames, the way that {@link PngEncoder} came.
 * Used by one thread.
 */
public final class PngDecoder implements AutoCloseable {
  private final FrameFormat format;
  private AVCodecContext context = new AVCodecContext(null);
  private AVFrame picture = new AVFrame(null);
  private AVPacket packet = new AVPacket(null);
  private final PlaneScaler fromRgb;

  /**
   * @param format of the frames to fill; the pictures must have its size
   * @param threads pictures expanded at the same time; with 1, each file that is sent can be
   *     received at once
   */
  public PngDecoder(FrameFormat format, int threads) {
    this.format = format;
    var rgb = new PlaneScaler.Side(format.width(), format.height(), AV_PIX_FMT_RGB24);
    fromRgb = new PlaneScaler(rgb, PlaneScaler.Side.of(format), SWS_BICUBIC);
    try {
      open(threads);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(int threads) {
    packet = av_packet_alloc();
    picture = av_frame_alloc();
    var codec = avcodec_find_decoder(AV_CODEC_ID_PNG);
    context = avcodec_alloc_context3(codec);
    context.thread_count(threads);
    check(avcodec_open2(context, codec, (AVDictionary) null), "open the PNG decoder");
  }

  /** Takes one file. Receive until nothing comes before the next one. */
  public void send(byte[] png) {
    check(av_new_packet(packet, png.length), "get memory for a file");
    packet.data().put(png);
    // Without the mark FFmpeg takes it for a difference to the picture before.
    packet.flags(AV_PKT_FLAG_KEY);
    int result = avcodec_send_packet(context, packet);
    av_packet_unref(packet);
    check(result, "expand a picture");
  }

  /** Says that no file follows, so that all that are left can be received. */
  public void end() {
    check(avcodec_send_packet(context, (AVPacket) null), "finish the pictures");
  }

  /** Fills {@code target}; false if another file has to be sent first or none follows. */
  public boolean receive(Frame target) {
    int result = avcodec_receive_frame(context, picture);
    if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
      return false;
    }
    check(result, "expand a picture");
    try {
      requireExpected();
      fromRgb.scale(picture, target);
    } finally {
      av_frame_unref(picture);
    }
    return true;
  }

  private void requireExpected() {
    boolean expected =
        picture.width() == format.width()
            && picture.height() == format.height()
            && picture.format() == AV_PIX_FMT_RGB24;
    if (!expected) {
      throw new IllegalArgumentException(
          "A picture of " + picture.width() + "x" + picture.height() + " is not " + format);
    }
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_frame_free(picture);
    av_packet_free(packet);
    fromRgb.close();
  }
}
