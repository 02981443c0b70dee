package dev.jellyscale.video.image;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.jellyscale.frame.Frame;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Turns frames of 8-bit RGB into PNG files. */
public final class ImageEncoder {
  private ImageEncoder() {}

  /** The PNG file of a frame. */
  public static byte[] png(Frame frame) {
    var view = av_frame_alloc();
    var picture = av_frame_alloc();
    try {
      Conversion.view(frame, view);
      picture.width(view.width()).height(view.height()).format(AV_PIX_FMT_RGB24);
      check(av_frame_get_buffer(picture, 0), "get memory for a picture");
      Conversion.run(view, picture);
      return encoded(picture);
    } finally {
      av_frame_free(view);
      av_frame_free(picture);
    }
  }

  private static byte[] encoded(AVFrame picture) {
    var codec = avcodec_find_encoder(AV_CODEC_ID_PNG);
    var context = avcodec_alloc_context3(codec);
    var packet = av_packet_alloc();
    try {
      context.width(picture.width()).height(picture.height()).pix_fmt(AV_PIX_FMT_RGB24);
      context.time_base().num(1).den(1);
      context.thread_count(1);
      check(avcodec_open2(context, codec, (AVDictionary) null), "open the PNG encoder");
      check(avcodec_send_frame(context, picture), "compress a picture");
      check(avcodec_send_frame(context, (AVFrame) null), "compress a picture");
      check(avcodec_receive_packet(context, packet), "compress a picture");
      var png = new byte[packet.size()];
      packet.data().get(png);
      return png;
    } finally {
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }
}
