package dev.jellyscale.video.image;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;

/** Compresses one picture by an encoder of FFmpeg's. The caller frees the packet. */
public final class FileEncoder {
  /** The scale at which FFmpeg's encoder takes the tables as they are. */
  private static final int TABLES_AS_THEY_ARE = 8;

  private static final Map<Integer, Integer> FULL_RANGE =
      Map.of(
          AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P,
          AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUVJ422P,
          AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ444P);

  private FileEncoder() {}

  /** FFmpeg's name for the same planes with codes of full range. */
  static int fullRange(int pixelCode) {
    return FULL_RANGE.getOrDefault(pixelCode, pixelCode);
  }

  /** A JPEG file of planes of full range. */
  static AVPacket jpeg(AVFrame picture, int quality) {
    picture.quality(TABLES_AS_THEY_ARE * FF_QP2LAMBDA);
    return encoded(
        "mjpeg",
        picture,
        Map.of("huffman", "default"),
        context -> {
          context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
          context.global_quality(TABLES_AS_THEY_ARE * FF_QP2LAMBDA);
          context.intra_matrix(table(JpegTables.luma(quality)));
          context.chroma_intra_matrix(table(JpegTables.chroma(quality)));
        });
  }

  /** Memory that the encoder frees. */
  private static ShortPointer table(short[] steps) {
    var memory = new ShortPointer(av_malloc((long) steps.length * Short.BYTES));
    return memory.put(steps);
  }

  /** A PNG file. Level 2 is a quarter of the time of the usual 6, for files a tenth larger. */
  public static AVPacket png(AVFrame picture) {
    return encoded("png", picture, Map.of("pred", "up"), context -> context.compression_level(2));
  }

  /** A lossy WebP file. */
  static AVPacket webp(AVFrame picture, int quality) {
    return encoded("libwebp", picture, Map.of("quality", Integer.toString(quality)), _ -> {});
  }

  /** Sets what is peculiar to one encoder. */
  @FunctionalInterface
  private interface Settings {
    void apply(AVCodecContext context);
  }

  private static AVPacket encoded(
      String encoder, AVFrame picture, Map<String, String> options, Settings settings) {
    var codec = avcodec_find_encoder_by_name(encoder);
    var context = avcodec_alloc_context3(codec);
    var packet = av_packet_alloc();
    try (var dictionary = Dictionary.of(options)) {
      context.width(picture.width()).height(picture.height()).pix_fmt(picture.format());
      context.time_base().num(1).den(1);
      // Square pixels: a JPEG file gets its JFIF header with them.
      context.sample_aspect_ratio().num(1).den(1);
      context.flags(AV_CODEC_FLAG_BITEXACT).thread_count(1);
      if (FULL_RANGE.containsValue(picture.format())) {
        context.color_range(AVCOL_RANGE_JPEG);
      }
      settings.apply(context);
      check(avcodec_open2(context, codec, dictionary.pointer()), "open the encoder " + encoder);
      check(avcodec_send_frame(context, picture), "compress a picture");
      check(avcodec_send_frame(context, (AVFrame) null), "compress a picture");
      check(avcodec_receive_packet(context, packet), "compress a picture");
      return packet;
    } catch (FfmpegException e) {
      av_packet_free(packet);
      throw new EngineFailure("The upscaled picture cannot be written: " + e.getMessage(), e);
    } finally {
      avcodec_free_context(context);
    }
  }
}
