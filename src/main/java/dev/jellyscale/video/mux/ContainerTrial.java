package dev.jellyscale.video.mux;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import dev.jellyscale.video.ffmpeg.Dictionary;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * Asks a muxer whether it can hold a stream by letting it write a header into memory. Lists of
 * codecs say less: whether a stream fits depends on its parameters too.
 */
public final class ContainerTrial {
  private ContainerTrial() {}

  /**
   * Whether a file with this stream alone can be begun.
   *
   * @param muxer FFmpeg's name of it
   */
  public static boolean holds(String muxer, AVStream source) {
    var context = new AVFormatContext(null);
    var io = new AVIOContext(null);
    try {
      check(
          avformat_alloc_output_context2(context, (AVOutputFormat) null, muxer, null),
          "find the muxer");
      check(avio_open_dyn_buf(io), "open a buffer");
      context.pb(io);
      OutputFile.allowEveryCodec(context);
      var stream = avformat_new_stream(context, null);
      copy(source.codecpar(), stream.codecpar(), context);
      stream.time_base(source.time_base());
      stream.disposition(source.disposition());
      stream.metadata(NativeTags.of(Dictionary.read(source.metadata())));
      return avformat_write_header(context, (AVDictionary) null) >= 0;
    } finally {
      release(context, io);
    }
  }

  /** Copies parameters, but a codec tag only where the muxer uses it for the same codec. */
  public static void copy(AVCodecParameters from, AVCodecParameters to, AVFormatContext muxer) {
    check(avcodec_parameters_copy(to, from), "copy the parameters of a stream");
    to.codec_tag(OutputFile.tagFor(muxer, from));
  }

  private static void release(AVFormatContext context, AVIOContext io) {
    if (!context.isNull()) {
      avformat_free_context(context);
    }
    if (!io.isNull()) {
      try (var buffer = new BytePointer((org.bytedeco.javacpp.Pointer) null)) {
        avio_close_dyn_buf(io, buffer);
        av_free(buffer);
      }
    }
  }
}
