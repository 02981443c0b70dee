package dev.jellyscale.video.image;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.FfmpegLog;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes a picture file into a picture of FFmpeg's. */
final class DecodedPicture {
  /** {@code AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE} of FFmpeg. */
  private static final int REFUSE_ERRORS = 0b1111;

  /** FFmpeg rounds sizes up to this where it compares them with a limit. */
  private static final long ALIGNMENT = 64;

  private DecodedPicture() {}

  /**
   * Decodes a file.
   *
   * @return to be freed by the caller
   * @throws Damaged if it cannot be decoded or is not what its header says
   */
  static AVFrame of(byte[] file, PictureHeader header) {
    FfmpegLog.capture();
    var codec = avcodec_find_decoder(codec(header));
    var context = avcodec_alloc_context3(codec);
    var picture = av_frame_alloc();
    var packet = av_packet_alloc();
    try {
      context
          .thread_count(1)
          .err_recognition(REFUSE_ERRORS)
          .max_pixels((header.width() + ALIGNMENT) * (header.height() + ALIGNMENT));
      check(avcodec_open2(context, codec, (AVDictionary) null), "open the decoder");
      decode(context, packet, file, picture);
      requireSize(picture, header);
      return picture;
    } catch (FfmpegException e) {
      av_frame_free(picture);
      throw new Damaged("The picture cannot be decoded: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      av_frame_free(picture);
      throw e;
    } finally {
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }

  private static int codec(PictureHeader header) {
    return switch (header.kind()) {
      case JPEG -> AV_CODEC_ID_MJPEG;
      case PNG -> AV_CODEC_ID_PNG;
      case WEBP -> AV_CODEC_ID_WEBP;
    };
  }

  private static void decode(
      AVCodecContext context, AVPacket packet, byte[] file, AVFrame picture) {
    check(av_new_packet(packet, file.length), "get memory for a file");
    packet.data().put(file);
    packet.flags(AV_PKT_FLAG_KEY);
    check(avcodec_send_packet(context, packet), "read the picture");
    check(avcodec_send_packet(context, (AVPacket) null), "read the picture");
    check(avcodec_receive_frame(context, picture), "read the picture");
  }

  private static void requireSize(AVFrame picture, PictureHeader header) {
    if (picture.width() != header.width() || picture.height() != header.height()) {
      throw new Damaged(
          "The picture says %dx%d, but has %dx%d"
              .formatted(header.width(), header.height(), picture.width(), picture.height()));
    }
    if (picture.decode_error_flags() != 0) {
      throw new Damaged("Some of the picture cannot be decoded");
    }
  }
}
