package dev.jellyscale.video.mux;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_EXPERIMENTAL;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_id;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.OwnFileDenied;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.FfmpegLog;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;

/** Owner of a muxer and of the file that it writes. Used by one thread at a time. */
public final class OutputFile implements AutoCloseable {
  // How far streams may lie apart in the muxer's queue; bounds its memory.
  private static final long MAX_INTERLEAVE_MICROSECONDS = 1_000_000;
  // AVERROR(e) is the negative of the operating system's number.
  private static final int ENOSPC = -28;
  private static final int EDQUOT = -122;
  private static final int EACCES = -13;
  private static final int EROFS = -30;

  private final Path file;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);

  private OutputFile(Path file) {
    this.file = file;
  }

  /**
   * Creates or empties the file.
   *
   * @param muxer FFmpeg's name of it
   * @throws OwnFileDenied if this user may not write there
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room; so do the
   *     methods that write
   */
  public static OutputFile create(String muxer, Path file) {
    FfmpegLog.capture();
    var output = new OutputFile(file);
    try {
      output.open(muxer);
      return output;
    } catch (FfmpegException e) {
      output.close();
      throw output.failure(e);
    } catch (RuntimeException e) {
      output.close();
      throw e;
    }
  }

  private void open(String muxer) {
    check(
        avformat_alloc_output_context2(context, (AVOutputFormat) null, muxer, null),
        "find the muxer");
    try (var url = new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
        var options = Dictionary.of(Map.of("protocol_whitelist", "file"))) {
      var noInterrupt = new AVIOInterruptCB(null);
      check(
          avio_open2(io, url, AVIO_FLAG_WRITE, noInterrupt, options.pointer()), "create the file");
    }
    context.pb(io);
    context.max_interleave_delta(MAX_INTERLEAVE_MICROSECONDS);
    allowEveryCodec(context);
  }

  /** Lets a muxer write what it can, also where FFmpeg calls that young (TrueHD in MP4). */
  public static void allowEveryCodec(AVFormatContext muxer) {
    muxer.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
  }

  /** The source's codec tag where this muxer uses it for the same codec; else 0: its own choice. */
  public static int tagFor(AVFormatContext muxer, AVCodecParameters source) {
    var tags = muxer.oformat().codec_tag();
    boolean known =
        tags != null
            && !tags.isNull()
            && av_codec_get_id(tags, source.codec_tag()) == source.codec_id();
    return known ? source.codec_tag() : 0;
  }

  /** The native muxer, valid until {@link #close}. */
  public AVFormatContext context() {
    return context;
  }

  /** A new stream at the end; the file owns it. */
  public AVStream addStream() {
    var stream = avformat_new_stream(context, null);
    if (stream == null) {
      throw new OutOfMemoryError("No memory for a stream");
    }
    return stream;
  }

  /** Writes what stands before the packets; no stream may be added after it. */
  public void writeHeader(Map<String, String> muxerOptions) {
    try (var options = Dictionary.of(muxerOptions)) {
      check(avformat_write_header(context, options.pointer()), "write the header");
      if (!options.entries().isEmpty()) {
        throw new IllegalStateException("The muxer ignores " + options.entries().keySet());
      }
    } catch (FfmpegException e) {
      throw failure(e);
    }
  }

  /** Writes a packet in its place among the others and empties {@code packet}. */
  public void write(AVPacket packet) {
    try {
      check(av_interleaved_write_frame(context, packet), "write a packet");
    } catch (FfmpegException e) {
      throw failure(e);
    }
  }

  /** Writes what stands behind the packets and waits until the file is on the disk. */
  public void finish() {
    try {
      check(av_write_trailer(context), "write the end");
      check(io.error(), "write the end");
      check(avio_closep(io), "close the file");
      context.pb(null);
    } catch (FfmpegException e) {
      throw failure(e);
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private RuntimeException failure(FfmpegException e) {
    int code = !io.isNull() && io.error() < 0 ? io.error() : e.code();
    return switch (code) {
      case ENOSPC, EDQUOT -> WriteFailure.diskFull(file, e);
      case EACCES, EROFS -> new OwnFileDenied("Not allowed to write " + ShownName.of(file), e);
      default ->
          new EngineFailure(
              "Cannot write " + ShownName.of(file) + ": " + FfmpegException.text(code), e);
    };
  }

  @Override
  public void close() {
    if (!context.isNull()) {
      avformat_free_context(context);
      context.setNull();
    }
    if (!io.isNull()) {
      avio_closep(io);
    }
  }
}
