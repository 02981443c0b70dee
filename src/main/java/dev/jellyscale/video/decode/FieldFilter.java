package dev.jellyscale.video.decode;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.PixelCode;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's deinterlacer bwdif. It looks at one frame before and one behind, and gives one picture
 * for each frame, or two, one for each field; their number is exact. Timestamps come out in half of
 * the time base that went in.
 */
final class FieldFilter implements AutoCloseable {
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final AVFilterContext source = new AVFilterContext(null);
  private final AVFilterContext sink = new AVFilterContext(null);

  /**
   * @param decoded the first frame, whose size and pixel format all others have
   * @param format of the pictures that come out
   */
  FieldFilter(AVFrame decoded, FrameFormat format, Rational timeBase, Deinterlace mode) {
    try {
      build(decoded, format, timeBase, mode);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void build(AVFrame decoded, FrameFormat format, Rational timeBase, Deinterlace mode) {
    add(
        source,
        "buffer",
        "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:colorspace=%d:range=%d"
            .formatted(
                decoded.width(),
                decoded.height(),
                decoded.format(),
                timeBase.num(),
                timeBase.den(),
                decoded.colorspace(),
                decoded.color_range()));
    var last = source;
    if (decoded.format() != PixelCode.of(format.pixels())
        && PixelCode.format(decoded.format()).isEmpty()) {
      var layout = new AVFilterContext(null);
      add(layout, "format", "pix_fmts=" + PixelCode.name(PixelCode.of(format.pixels())));
      link(last, layout);
      last = layout;
    }
    var bwdif = new AVFilterContext(null);
    // At frame rate, progressive frames between the others pass untouched; at field rate each frame
    // must give two.
    add(
        bwdif,
        "bwdif",
        mode == Deinterlace.FIELD
            ? "mode=send_field:deint=all"
            : "mode=send_frame:deint=interlaced");
    link(last, bwdif);
    add(sink, "buffersink", null);
    link(bwdif, sink);
    check(avfilter_graph_config(graph, null), "set up the deinterlacer");
  }

  private void add(AVFilterContext created, String filter, @Nullable String arguments) {
    check(
        avfilter_graph_create_filter(
            created, avfilter_get_by_name(filter), filter, arguments, null, graph),
        "set up the filter " + filter);
  }

  private static void link(AVFilterContext from, AVFilterContext to) {
    check(avfilter_link(from, 0, to, 0), "join filters");
  }

  /** Gives it a frame, which stays the caller's; null after the last one. */
  void send(@Nullable AVFrame frame) {
    check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "deinterlace");
  }

  /**
   * Receives a picture into an empty frame.
   *
   * @return false if it needs more frames, or has given all
   */
  boolean receive(AVFrame frame) {
    int result = av_buffersink_get_frame(sink, frame);
    if (result == FfmpegException.AGAIN || result == AVERROR_EOF) {
      return false;
    }
    check(result, "deinterlace");
    return true;
  }

  @Override
  public void close() {
    avfilter_graph_free(graph);
  }
}
