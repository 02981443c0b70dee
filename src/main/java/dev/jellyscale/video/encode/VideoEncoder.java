package dev.jellyscale.video.encode;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_side_data_new;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.segment.SegmentHeader;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Owner of one opened encoder. Pictures go in, packets come out, in the order in which the encoder
 * finishes them.
 */
final class VideoEncoder implements AutoCloseable {

  // What encoders are told where nothing is known; affects rate control alone.
  private static final Rational DEFAULT_FRAME_RATE = new Rational(25, 1);

  private final EncodeSpec spec;
  private final AVCodecContext context;
  private final AVPacket packet;

  private VideoEncoder(EncodeSpec spec, AVCodecContext context, AVPacket packet) {
    this.spec = spec;
    this.context = context;
    this.packet = packet;
  }

  /**
   * @throws Unsupported if this build does not have the encoder
   * @throws EngineFailure if it does not open
   */
  static VideoEncoder open(EncodeSpec spec) {
    EncoderLog.capture();
    var name = spec.settings().encoder();
    var codec = avcodec_find_encoder_by_name(name);
    if (codec == null) {
      throw new Unsupported("This build of FFmpeg does not have the encoder " + name);
    }
    var encoder = new VideoEncoder(spec, avcodec_alloc_context3(codec), av_packet_alloc());
    try (var options = Dictionary.of(EncoderOptions.of(spec));
        var _ = OrdinaryPriority.ofThisThread()) {
      encoder.describe();
      encoder.attachHdr();
      check(avcodec_open2(encoder.context, codec, options.pointer()), "open the encoder " + name);
      if (!options.entries().isEmpty()) {
        throw new IllegalStateException(name + " does not know " + options.entries().keySet());
      }
      return encoder;
    } catch (FfmpegException e) {
      encoder.close();
      throw new EngineFailure("The encoder " + name + " does not open for " + spec.format(), e);
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private void describe() {
    var format = spec.format();
    var appearance = spec.appearance();
    var tags = appearance.tags();
    context.width(format.width());
    context.height(format.height());
    context.pix_fmt(EncoderPixels.code(spec.settings(), format.pixels()));
    set(context.time_base(), spec.timing().timeBase());
    var rate = spec.timing().frameRate();
    set(context.framerate(), rate.num() > 0 && rate.den() > 0 ? rate : DEFAULT_FRAME_RATE);
    set(context.sample_aspect_ratio(), appearance.sampleAspect());
    context.color_primaries(tags.primaries());
    context.color_trc(tags.transfer());
    context.colorspace(tags.matrix());
    context.color_range(tags.range());
    context.chroma_sample_location(tags.chromaLocation());
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  private static void set(AVRational target, Rational value) {
    target.num(value.num());
    target.den(value.den());
  }

  /** Gives the encoder the static HDR metadata, which it writes into the bit stream. */
  private void attachHdr() {
    var hdr = spec.appearance().hdr();
    // The list is reallocated by the calls that add to it; the encoder's context frees it.
    var list = new PointerPointer<Pointer>((Pointer) null);
    var count = new int[1];
    try {
      hdr.masteringDisplay()
          .ifPresent(b -> attach(list, count, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, b));
      hdr.contentLight().ifPresent(b -> attach(list, count, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, b));
    } finally {
      context.decoded_side_data(list);
      context.nb_decoded_side_data(count[0]);
    }
  }

  private static void attach(PointerPointer<Pointer> list, int[] count, int type, byte[] content) {
    var data = av_frame_side_data_new(list, count, type, content.length, 0);
    if (data == null) {
      throw new OutOfMemoryError("No memory for HDR metadata");
    }
    data.data().put(content, 0, content.length);
  }

  /** What a muxer must know of the encoder's stream. */
  SegmentHeader header() {
    var extradata = new byte[context.extradata_size()];
    if (extradata.length > 0) {
      context.extradata().get(extradata);
    }
    return new SegmentHeader(context.codec_id(), context.profile(), context.level(), extradata);
  }

  /** Pixel layout of the pictures that {@link #send} takes, as {@code AVPixelFormat}. */
  int pixelCode() {
    return context.pix_fmt();
  }

  /**
   * Gives a picture to the encoder, which copies it; null ends the stream. All packets must have
   * been received before.
   */
  void send(@Nullable AVFrame picture) {
    int result = avcodec_send_frame(context, picture);
    if (result < 0) {
      throw failed(result);
    }
  }

  /** The next packet, valid until the next call; null where the encoder has none now. */
  @Nullable AVPacket receive() {
    av_packet_unref(packet);
    int result = avcodec_receive_packet(context, packet);
    if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
      return null;
    }
    if (result < 0) {
      throw failed(result);
    }
    return packet;
  }

  private EngineFailure failed(int code) {
    var reason = FfmpegException.text(code);
    return new EngineFailure(
        "The encoder " + spec.settings().encoder() + " failed: " + reason, null);
  }

  /** Bytes of a packet, without copying them. */
  static BytePointer payload(AVPacket packet) {
    return packet.data().capacity(packet.size());
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
