package dev.jellyscale.video.probe;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BAYER;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_XYZ;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.ffmpeg.PixelCode;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/**
 * Which of our layouts a decoder's pixel format becomes.
 *
 * @param format equal to the decoder's, or the nearest that holds all of it
 * @param convertedFrom FFmpeg's name of the decoder's where frames must be converted
 */
record PictureLayout(PixelFormat format, Optional<String> convertedFrom) {
  private static final int[] DEPTHS = {8, 10, 12, 16};

  /**
   * @param code FFmpeg's {@code AVPixelFormat}
   * @param name of the file, quoted, for the message
   * @throws Unsupported for pictures with alpha and those that no layout of ours holds
   */
  static PictureLayout of(int code, String name) {
    var equal = PixelCode.format(code);
    if (equal.isPresent()) {
      return new PictureLayout(equal.get(), Optional.empty());
    }
    var description = av_pix_fmt_desc_get(code);
    if (description == null) {
      throw new Unsupported(name + " has pictures of an unknown pixel format");
    }
    if (has(description, AV_PIX_FMT_FLAG_ALPHA)) {
      throw new Unsupported(
          "%s has transparent pictures (%s), which Jellyscale does not upscale"
              .formatted(name, PixelCode.name(code)));
    }
    if (has(description, AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_XYZ)) {
      throw new Unsupported(
          "%s has pictures of the pixel format %s, which Jellyscale does not upscale"
              .formatted(name, PixelCode.name(code)));
    }
    return new PictureLayout(nearest(description), Optional.of(PixelCode.name(code)));
  }

  private static boolean has(AVPixFmtDescriptor description, long flags) {
    return (description.flags() & flags) != 0;
  }

  private static PixelFormat nearest(AVPixFmtDescriptor description) {
    int depth = description.comp(0).depth();
    int held = DEPTHS[0];
    for (int i = 0; held < depth && i < DEPTHS.length; i++) {
      held = DEPTHS[i];
    }
    if (has(description, AV_PIX_FMT_FLAG_RGB)) {
      return new PixelFormat(Family.RGB, Subsampling.S444, held);
    }
    return new PixelFormat(Family.YUV, subsampling(description), held);
  }

  private static Subsampling subsampling(AVPixFmtDescriptor description) {
    boolean gray = description.nb_components() == 1;
    boolean narrow = gray || description.log2_chroma_w() > 0;
    boolean low = gray || description.log2_chroma_h() > 0;
    if (!narrow) {
      return Subsampling.S444;
    }
    return low ? Subsampling.S420 : Subsampling.S422;
  }
}
