package dev.jellyscale.video.ffmpeg;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Owner of the decoder of one video stream; only decoders of the {@link Allowlist} can be opened.
 * Its threads are its own; it is called by one thread at a time.
 */
public final class VideoDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final String name;
  private final int threads;

  private VideoDecoder(AVCodecContext context, String name, int threads) {
    this.context = context;
    this.name = name;
    this.threads = threads;
  }

  /**
   * Opens the software decoder of a stream.
   *
   * @param threads that decode, at least 1
   * @throws Unsupported if no decoder for its codec may run
   * @throws FfmpegException if the decoder refuses the stream's parameters
   */
  public static VideoDecoder open(AVStream stream, int threads) {
    return open(stream, threads, null);
  }

  /**
   * Opens a decoder whose work is done by an NVIDIA GPU. Frames come as pixel format {@code cuda}
   * where the GPU knows the stream's profile, and as those of the software decoder where not.
   *
   * @throws FfmpegException if there is no such GPU or its driver refuses
   */
  public static VideoDecoder openOnGpu(AVStream stream) {
    FfmpegLog.capture();
    var device = new AVBufferRef(null);
    check(
        av_hwdevice_ctx_create(
            device, AV_HWDEVICE_TYPE_CUDA, (String) null, (AVDictionary) null, 0),
        "open the GPU");
    try {
      return open(stream, 1, device);
    } finally {
      av_buffer_unref(device);
    }
  }

  private static VideoDecoder open(AVStream stream, int threads, @Nullable AVBufferRef device) {
    var codecName = avcodec_get_name(stream.codecpar().codec_id()).getString();
    var name =
        Allowlist.videoDecoder(codecName)
            .orElseThrow(() -> new Unsupported("No decoder for " + codecName + " may run here"));
    var codec = avcodec_find_decoder_by_name(name);
    if (codec == null) {
      throw new Unsupported("This build of FFmpeg lacks the decoder " + name);
    }
    var context = avcodec_alloc_context3(codec);
    try {
      check(avcodec_parameters_to_context(context, stream.codecpar()), "set up the decoder");
      context.pkt_timebase(stream.time_base());
      context.thread_count(threads);
      context.max_pixels(Limits.PIXELS);
      if (device != null) {
        context.hw_device_ctx(av_buffer_ref(device));
      }
      check(avcodec_open2(context, codec, (AVDictionary) null), "open the decoder " + name);
      return new VideoDecoder(context, name, threads);
    } catch (RuntimeException e) {
      avcodec_free_context(context);
      throw e;
    }
  }

  /** FFmpeg's name of the decoder. */
  public String name() {
    return name;
  }

  /** Packets that may be inside before an error of the first of them is told. */
  public int delay() {
    return threads;
  }

  /** The native decoder, valid until {@link #close}. */
  public AVCodecContext context() {
    return context;
  }

  /**
   * Gives it a packet, or null to get the last frames out. All frames must have been received
   * before.
   *
   * @throws FfmpegException if the packet cannot be decoded; later ones may be
   */
  public void send(@Nullable AVPacket packet) {
    if (packet != null && context.codec_id() == AV_CODEC_ID_AV1) {
      Av1Messages.attach(packet);
    }
    check(avcodec_send_packet(context, packet), "decode");
  }

  /**
   * Receives a frame.
   *
   * @throws FfmpegException if a frame could not be decoded; others may follow
   */
  public Received receive(AVFrame frame) {
    int result = avcodec_receive_frame(context, frame);
    if (result == FfmpegException.AGAIN) {
      return Received.NEEDS_PACKET;
    }
    if (result == AVERROR_EOF) {
      return Received.END;
    }
    check(result, "decode");
    return Received.FRAME;
  }

  /** Forgets everything that it was sent, to begin elsewhere. */
  public void flush() {
    avcodec_flush_buffers(context);
  }

  /** What {@link #receive} found. */
  public enum Received {
    FRAME,
    NEEDS_PACKET,
    END
  }

  @Override
  public void close() {
    avcodec_free_context(context);
  }
}
