package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Our pixel formats and FFmpeg's {@code AVPixelFormat} of equal layout. */
public final class PixelCode {
  private static final Map<PixelFormat, Integer> CODES = new HashMap<>();
  private static final Map<Integer, PixelFormat> FORMATS = new HashMap<>();

  static {
    yuv(8, AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P);
    yuv(10, AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P10LE);
    yuv(12, AV_PIX_FMT_YUV420P12LE, AV_PIX_FMT_YUV422P12LE, AV_PIX_FMT_YUV444P12LE);
    yuv(16, AV_PIX_FMT_YUV420P16LE, AV_PIX_FMT_YUV422P16LE, AV_PIX_FMT_YUV444P16LE);
    both(new PixelFormat(Family.RGB, Subsampling.S444, 8), AV_PIX_FMT_GBRP);
    both(new PixelFormat(Family.RGB, Subsampling.S444, 10), AV_PIX_FMT_GBRP10LE);
    both(new PixelFormat(Family.RGB, Subsampling.S444, 12), AV_PIX_FMT_GBRP12LE);
    both(new PixelFormat(Family.RGB, Subsampling.S444, 16), AV_PIX_FMT_GBRP16LE);
    FORMATS.put(AV_PIX_FMT_YUVJ420P, new PixelFormat(Family.YUV, Subsampling.S420, 8));
    FORMATS.put(AV_PIX_FMT_YUVJ422P, new PixelFormat(Family.YUV, Subsampling.S422, 8));
    FORMATS.put(AV_PIX_FMT_YUVJ444P, new PixelFormat(Family.YUV, Subsampling.S444, 8));
  }

  private PixelCode() {}

  private static void yuv(int depth, int s420, int s422, int s444) {
    both(new PixelFormat(Family.YUV, Subsampling.S420, depth), s420);
    both(new PixelFormat(Family.YUV, Subsampling.S422, depth), s422);
    both(new PixelFormat(Family.YUV, Subsampling.S444, depth), s444);
  }

  private static void both(PixelFormat format, int code) {
    CODES.put(format, code);
    FORMATS.put(code, format);
  }

  /**
   * FFmpeg's code of a format.
   *
   * @throws IllegalArgumentException for a depth that FFmpeg or we do not have: 9, 11, 13 to 15
   */
  public static int of(PixelFormat format) {
    var code = CODES.get(format);
    if (code == null) {
      throw new IllegalArgumentException("FFmpeg has no planes like " + format);
    }
    return code;
  }

  /** Format of equal layout; empty where frames must be converted first. */
  public static Optional<PixelFormat> format(int code) {
    return Optional.ofNullable(FORMATS.get(code));
  }

  /** Whether samples of more than 8 bits have their low byte first. */
  public static boolean isLittleEndian(int code) {
    var description = av_pix_fmt_desc_get(code);
    return description != null && (description.flags() & AV_PIX_FMT_FLAG_BE) == 0;
  }

  /** FFmpeg's name of a code, such as {@code yuv420p}. */
  public static String name(int code) {
    var name = av_get_pix_fmt_name(code);
    return name == null ? "unknown" : name.getString();
  }
}
