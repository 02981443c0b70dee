package dev.jellyscale.video.baseline;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.FfmpegLog;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes frames of one video by a lossy codec and decodes them again, in memory alone and in the
 * order in which they came. One thread codes, so that every run gives the same pictures. Used by
 * one thread.
 */
public final class LossyPass implements AutoCloseable {
  private static final int FRAMES_PER_SECOND = 25;

  private final FrameFormat format;
  private AVCodecContext encoder = new AVCodecContext(null);
  private AVCodecContext decoder = new AVCodecContext(null);
  private AVFrame picture = new AVFrame(null);
  private AVFrame decoded = new AVFrame(null);
  private AVPacket packet = new AVPacket(null);
  private final PlaneScaler copy;
  private long sent;
  private long bytes;

  /**
   * @param loss no {@link Loss.Mpeg2}, which has no quantiser yet
   * @param format of the frames: 8 bit, 4:2:0, both sides even
   * @throws EngineFailure if the codec does not take pictures of this size
   * @throws Unsupported if this build of FFmpeg lacks the codec
   */
  public LossyPass(Loss loss, FrameFormat format) {
    requireFormat(format);
    this.format = format;
    FfmpegLog.capture();
    var side = PlaneScaler.Side.of(format);
    copy = new PlaneScaler(side, side, SWS_POINT);
    try {
      open(loss);
    } catch (FfmpegException e) {
      close();
      throw new EngineFailure("%s does not take %s: %s".formatted(loss, format, e.getMessage()), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The layout that frames of a size must have. */
  public static FrameFormat format(int width, int height) {
    return new FrameFormat(width, height, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  }

  private static void requireFormat(FrameFormat format) {
    boolean even = format.width() % 2 == 0 && format.height() % 2 == 0;
    if (!even || !format.equals(format(format.width(), format.height()))) {
      throw new IllegalArgumentException(format + " is not even, 8 bit and 4:2:0");
    }
  }

  private void open(Loss loss) {
    packet = av_packet_alloc();
    decoded = av_frame_alloc();
    picture = av_frame_alloc();
    picture.width(format.width()).height(format.height()).format(AV_PIX_FMT_YUV420P);
    check(av_frame_get_buffer(picture, 0), "get memory for a picture");
    openEncoder(loss);
    var codec = avcodec_find_decoder_by_name(loss.codec());
    decoder = avcodec_alloc_context3(require(codec, "decoder", loss.codec()));
    decoder.flags(decoder.flags() | AV_CODEC_FLAG_BITEXACT).thread_count(1);
    check(avcodec_open2(decoder, codec, (AVDictionary) null), "open the decoder");
  }

  private void openEncoder(Loss loss) {
    var settings = LossSettings.of(loss);
    var codec = avcodec_find_encoder_by_name(settings.encoder());
    encoder = avcodec_alloc_context3(require(codec, "encoder", settings.encoder()));
    encoder.width(format.width()).height(format.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.global_quality(settings.quality());
    picture.quality(settings.quality());
    encoder.time_base().num(1).den(FRAMES_PER_SECOND);
    encoder.framerate().num(FRAMES_PER_SECOND).den(1);
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT).thread_count(1);
    try (var options = Dictionary.of(settings.options())) {
      check(avcodec_open2(encoder, codec, options.pointer()), "open the encoder");
      if (!options.entries().isEmpty()) {
        throw new IllegalStateException(loss + " does not know " + options.entries().keySet());
      }
    }
  }

  private static AVCodec require(@Nullable AVCodec codec, String kind, String name) {
    if (codec == null) {
      throw new Unsupported("This build of FFmpeg lacks the %s %s".formatted(kind, name));
    }
    return codec;
  }

  /** Takes one frame; the caller keeps it. Receive until nothing comes before the next one. */
  public void send(Frame frame) {
    check(av_frame_make_writable(picture), "get memory for a picture");
    copy.scale(frame, picture);
    picture.pts(sent);
    sent++;
    check(avcodec_send_frame(encoder, picture), "compress a picture");
  }

  /** Says that no frame follows, so that all that are left can be received. */
  public void end() {
    check(avcodec_send_frame(encoder, (AVFrame) null), "finish the pictures");
  }

  /** Fills {@code target}; false if another frame has to be sent first or none follows. */
  public boolean receive(Frame target) {
    while (true) {
      int result = avcodec_receive_frame(decoder, decoded);
      if (result == AVERROR_EOF || (result == FfmpegException.AGAIN && !feed())) {
        return false;
      }
      if (result != FfmpegException.AGAIN) {
        check(result, "expand a picture");
        take(target);
        return true;
      }
    }
  }

  /** Hands one packet from the encoder to the decoder; false if there is none now. */
  private boolean feed() {
    int result = avcodec_receive_packet(encoder, packet);
    if (result == FfmpegException.AGAIN) {
      return false;
    }
    if (result == AVERROR_EOF) {
      check(avcodec_send_packet(decoder, (AVPacket) null), "finish the pictures");
      return true;
    }
    check(result, "compress a picture");
    bytes += packet.size();
    result = avcodec_send_packet(decoder, packet);
    av_packet_unref(packet);
    check(result, "expand a picture");
    return true;
  }

  /** Size of what was encoded so far. */
  public long bytes() {
    return bytes;
  }

  private void take(Frame target) {
    try {
      if (decoded.width() != format.width()
          || decoded.height() != format.height()
          || decoded.format() != AV_PIX_FMT_YUV420P) {
        throw new IllegalStateException("The decoder does not give back what was encoded");
      }
      copy.scale(decoded, target);
    } finally {
      av_frame_unref(decoded);
    }
  }

  @Override
  public void close() {
    avcodec_free_context(encoder);
    avcodec_free_context(decoder);
    av_frame_free(picture);
    av_frame_free(decoded);
    av_packet_free(packet);
    copy.close();
  }
}
