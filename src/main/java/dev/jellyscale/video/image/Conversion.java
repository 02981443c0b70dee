package dev.jellyscale.video.image;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.video.ffmpeg.PixelCode;
import dev.jellyscale.video.ffmpeg.PlaneView;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Converts between layouts of pixels by swscale: BT.601 and chroma in the middle, as JPEG and WebP
 * have them.
 *
 * @param from range of the codes that go in; {@link Range#FULL} for RGB
 * @param to range of the codes that come out
 */
record Conversion(Range from, Range to) {
  private static final int FLAGS =
      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
  private static final int FIXED_ONE = 1 << 16;

  /** In the middle of two samples, in 256ths of a sample. */
  private static final int CENTRE = 128;

  /**
   * Names our planes in a picture of FFmpeg's, which does not own them.
   *
   * @param border pixels on each side that are left out
   */
  static void view(Frame frame, int border, AVFrame picture) {
    var format = frame.format();
    picture.width(format.width() - 2 * border).height(format.height() - 2 * border);
    picture.format(PixelCode.of(format.pixels()));
    for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
      var inside = Borders.inside(frame, plane, border);
      picture.data(plane, new PlaneView(inside.memory().asSlice(inside.start())));
      picture.linesize(plane, (int) inside.row());
    }
  }

  /** A picture with memory of its own. */
  static AVFrame allocate(int width, int height, int pixelCode) {
    var picture = av_frame_alloc();
    picture.width(width).height(height).format(pixelCode);
    try {
      check(av_frame_get_buffer(picture, 0), "get memory for a picture");
      return picture;
    } catch (RuntimeException e) {
      av_frame_free(picture);
      throw e;
    }
  }

  /** Fills {@code target} from {@code source}, which may have another size. */
  void run(AVFrame source, AVFrame target) {
    var context = sws_alloc_context();
    if (context == null) {
      throw new OutOfMemoryError("No memory for a conversion");
    }
    try {
      describe(context, source, target);
      if (sws_init_context(context, null, null) < 0) {
        throw new Unsupported(
            "Pictures of the kind " + PixelCode.name(source.format()) + " are not handled");
      }
      var matrix = sws_getCoefficients(SWS_CS_ITU601);
      sws_setColorspaceDetails(
          context, matrix, full(from), matrix, full(to), 0, FIXED_ONE, FIXED_ONE);
      check(
          sws_scale(
              context,
              source.data(),
              source.linesize(),
              0,
              source.height(),
              target.data(),
              target.linesize()),
          "convert a picture");
    } finally {
      sws_freeContext(context);
    }
  }

  private static int full(Range range) {
    return range == Range.FULL ? 1 : 0;
  }

  private static void describe(SwsContext context, AVFrame source, AVFrame target) {
    context.src_w(source.width()).src_h(source.height()).src_format(source.format());
    context.dst_w(target.width()).dst_h(target.height()).dst_format(target.format());
    context.flags(FLAGS);
    if (isSubsampled(source.format())) {
      context.src_h_chr_pos(CENTRE).src_v_chr_pos(CENTRE);
    }
    if (isSubsampled(target.format())) {
      context.dst_h_chr_pos(CENTRE).dst_v_chr_pos(CENTRE);
    }
  }

  private static boolean isSubsampled(int pixelCode) {
    var description = av_pix_fmt_desc_get(pixelCode);
    boolean rgb = (description.flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    return !rgb && description.log2_chroma_w() > 0 && description.log2_chroma_h() > 0;
  }

  /** FFmpeg's code for a plane of its own. */
  static int plane(int bytes) {
    return bytes == 1 ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_GRAY16LE;
  }
}
