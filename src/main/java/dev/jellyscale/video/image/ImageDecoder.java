package dev.jellyscale.video.image;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
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
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.FfmpegLog;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A decoded picture. What it does not keep: transparency, more than 8 bits of a sample, colour
 * profiles, turns.
 */
public final class ImageDecoder implements AutoCloseable {
  /** Most pixels of a picture: files of a few bytes may claim any size. */
  static final long MOST_PIXELS = 40_000_000;

  private AVCodecContext context = new AVCodecContext(null);
  private AVFrame picture = new AVFrame(null);
  private AVPacket packet = new AVPacket(null);

  /**
   * Decodes a file.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if it is neither PNG nor JPEG
   * @throws Damaged if it cannot be decoded, or claims more than 40 million pixels
   */
  public ImageDecoder(byte[] file) {
    FfmpegLog.capture();
    var kind = ImageKind.of(file);
    try {
      decode(kind, file);
    } catch (FfmpegException e) {
      close();
      throw new Damaged("The picture cannot be decoded: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void decode(ImageKind kind, byte[] file) {
    packet = av_packet_alloc();
    picture = av_frame_alloc();
    var codec = avcodec_find_decoder(kind.codec());
    context = avcodec_alloc_context3(codec);
    context.thread_count(1).max_pixels(MOST_PIXELS);
    check(avcodec_open2(context, codec, (AVDictionary) null), "open the decoder");
    check(av_new_packet(packet, file.length), "get memory for a file");
    packet.data().put(file);
    packet.flags(AV_PKT_FLAG_KEY);
    check(avcodec_send_packet(context, packet), "read the picture");
    check(avcodec_send_packet(context, (AVPacket) null), "read the picture");
    check(avcodec_receive_frame(context, picture), "read the picture");
  }

  /** Size of the picture, with planes of 8-bit RGB. */
  public FrameFormat format() {
    return new FrameFormat(
        picture.width(), picture.height(), new PixelFormat(Family.RGB, Subsampling.S444, 8));
  }

  /** Fills a frame of {@link #format}. */
  public void copyTo(Frame frame) {
    var view = av_frame_alloc();
    try {
      Conversion.view(frame, view);
      Conversion.run(picture, view);
    } finally {
      av_frame_free(view);
    }
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_frame_free(picture);
    av_packet_free(packet);
  }
}
