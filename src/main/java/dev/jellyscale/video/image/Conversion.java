package dev.jellyscale.video.image;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.ffmpeg.PlaneView;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.DoublePointer;

/** Converts between layouts of pixels, size unchanged, by swscale. */
final class Conversion {
  private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;

  private Conversion() {}

  /** Names our planes in a picture of FFmpeg's, which does not own them. */
  static void view(Frame frame, AVFrame picture) {
    var format = frame.format();
    picture.width(format.width()).height(format.height()).format(PixelCode.of(format.pixels()));
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      picture.data(plane, new PlaneView(frame.plane(plane)));
      picture.linesize(plane, format.planeWidth(plane) * format.pixels().bytesPerSample());
    }
  }

  /** Fills {@code to} from {@code from}, which has the same size. */
  static void run(AVFrame from, AVFrame to) {
    var context =
        sws_getContext(
            from.width(),
            from.height(),
            from.format(),
            to.width(),
            to.height(),
            to.format(),
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (context == null) {
      throw new Unsupported(
          "Pictures of the kind " + PixelCode.name(from.format()) + " are not handled");
    }
    try {
      check(
          sws_scale(
              context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize()),
          "convert a picture");
    } finally {
      sws_freeContext(context);
    }
  }
}
