package dev.jellyscale.video.still;

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
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.StillTask.Filter;
import java.util.List;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A row of filters that one picture goes through, to RGB of 8 bits and a size of its own. */
final class PictureFilters implements AutoCloseable {
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private AVFilterContext last = new AVFilterContext(null);
  private int count;

  private PictureFilters() {}

  /** The picture behind the filters. The caller frees it. */
  static AVFrame filtered(AVFrame picture, List<Filter> filters, Size size) {
    var made = av_frame_alloc();
    try (var row = new PictureFilters()) {
      row.run(picture, filters, size, made);
      return made;
    } catch (RuntimeException e) {
      av_frame_free(made);
      throw e;
    }
  }

  private void run(AVFrame picture, List<Filter> filters, Size size, AVFrame made) {
    var source = add("buffer", source(picture));
    filters.forEach(filter -> add(filter.name(), filter.arguments()));
    add("scale", "%d:%d:flags=bicubic".formatted(size.width(), size.height()));
    add("format", "pix_fmts=rgb24");
    var sink = add("buffersink", null);
    check(avfilter_graph_config(graph, null), "set up filters");
    check(av_buffersrc_add_frame_flags(source, picture, AV_BUFFERSRC_FLAG_KEEP_REF), "filter");
    check(av_buffersrc_add_frame_flags(source, null, 0), "filter");
    check(av_buffersink_get_frame(sink, made), "filter");
  }

  private static String source(AVFrame picture) {
    return "video_size=%dx%d:pix_fmt=%d:time_base=1/25:colorspace=%d:range=%d"
        .formatted(
            picture.width(),
            picture.height(),
            picture.format(),
            picture.colorspace(),
            picture.color_range());
  }

  private AVFilterContext add(String name, @Nullable String arguments) {
    var filter = avfilter_get_by_name(name);
    if (filter == null) {
      throw new Unsupported("This build of FFmpeg lacks the filter " + name);
    }
    var created = new AVFilterContext(null);
    check(
        avfilter_graph_create_filter(created, filter, name + count++, arguments, null, graph),
        "set up the filter " + name);
    if (!last.isNull()) {
      check(avfilter_link(last, 0, created, 0), "join filters");
    }
    last = created;
    return created;
  }

  @Override
  public void close() {
    avfilter_graph_free(graph);
  }
}
