package dev.jellyscale.video.ffmpeg;

import static dev.jellyscale.video.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BIN_DATA;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * Owner of a demuxer that reads one local file with the {@link Allowlist} and the {@link Limits}.
 * Used by one thread at a time.
 */
public final class InputFile implements AutoCloseable {
  private final AVIOContext io = new AVIOContext(null);
  private AVFormatContext context = new AVFormatContext(null);
  private String format = "";

  private InputFile() {}

  /**
   * Opens a file of one of the allowed containers and reads its header; {@link #analyse} finds out
   * what the header does not tell.
   *
   * @throws FfmpegException if it cannot be opened or its header is broken
   * @throws UnlistedFormatException if it is in any other format
   */
  public static InputFile open(Path file) {
    return open(file, Allowlist.DEMUXERS);
  }

  /**
   * Opens a file whose container the caller knows, such as a file of our own work directory.
   *
   * @param demuxers FFmpeg's names of those that may read it
   */
  public static InputFile open(Path file, List<String> demuxers) {
    FfmpegLog.capture();
    av_max_alloc(Limits.ALLOCATION_BYTES);
    var input = new InputFile();
    try {
      input.openIo(file);
      input.openDemuxer(file, demuxers);
      return input;
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  // A URL with its scheme: a name such as "-y.mp4" or "http:x.mkv" cannot mean anything else then.
  private static BytePointer url(Path file) {
    return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
  }

  private void openIo(Path file) {
    try (var url = url(file);
        var options = Dictionary.of(Map.of("protocol_whitelist", Allowlist.PROTOCOLS))) {
      var noInterrupt = new AVIOInterruptCB(null);
      check(avio_open2(io, url, AVIO_FLAG_READ, noInterrupt, options.pointer()), "open the file");
    }
  }

  private void openDemuxer(Path file, List<String> demuxers) {
    try (var url = url(file);
        var options = options(demuxers)) {
      var detected = new AVInputFormat(null);
      check(
          av_probe_input_buffer2(io, detected, url, null, 0, (int) Limits.PROBE_BYTES),
          "recognise the format");
      format = detected.name().getString();
      if (!demuxers.contains(format)) {
        var name = detected.long_name();
        throw new UnlistedFormatException(format, name == null ? format : name.getString());
      }
      context = avformat_alloc_context();
      context.pb(io);
      check(avformat_open_input(context, url, detected, options.pointer()), "read the header");
    }
  }

  private static Dictionary options(List<String> demuxers) {
    return Dictionary.of(
        Map.of(
            "protocol_whitelist", Allowlist.PROTOCOLS,
            "format_whitelist", String.join(",", demuxers),
            "codec_whitelist", Allowlist.codecWhitelist(),
            "max_streams", Integer.toString(Limits.STREAMS_WITH_ATTACHMENTS + 1),
            "probesize", Long.toString(Limits.PROBE_BYTES),
            "analyzeduration", Long.toString(Limits.ANALYSE_MICROSECONDS)));
  }

  /** Reads on, within the limits, until what the streams hold is known; decodes if need be. */
  public void analyse() {
    check(avformat_find_stream_info(context, (AVDictionary) null), "find out what the file holds");
  }

  /** FFmpeg's name of the demuxer, such as {@code matroska,webm}. */
  public String format() {
    return format;
  }

  /** The native demuxer, valid until {@link #close}. */
  public AVFormatContext context() {
    return context;
  }

  /** Number of streams that are known at this moment. */
  public int streams() {
    return context.nb_streams();
  }

  /** A stream, valid until {@link #close}. */
  public AVStream stream(int index) {
    return context.streams(index);
  }

  /**
   * Whether a stream is the track in which MP4 keeps the titles of its chapters. FFmpeg shows it
   * beside the chapters that it made of it; it is nothing of its own.
   */
  public boolean isChapterTrack(int index) {
    var stream = stream(index);
    return context.nb_chapters() > 0
        && stream.codecpar().codec_type() == AVMEDIA_TYPE_DATA
        && stream.codecpar().codec_id() == AV_CODEC_ID_BIN_DATA
        && stream.discard() == AVDISCARD_ALL;
  }

  /**
   * Reads the next packet of any stream into {@code packet}, which the caller has unreferenced.
   *
   * @return false at the end of the file
   * @throws FfmpegException if the file cannot be read on
   */
  public boolean read(AVPacket packet) {
    int result = av_read_frame(context, packet);
    if (result == AVERROR_EOF) {
      return false;
    }
    check(result, "read a packet");
    return true;
  }

  /**
   * Moves to a place at or before a timestamp of a stream.
   *
   * @return false if the demuxer cannot; where it stands is unknown then
   */
  public boolean seek(int stream, long timestamp) {
    return avformat_seek_file(context, stream, Long.MIN_VALUE, timestamp, timestamp, 0) >= 0;
  }

  @Override
  public void close() {
    if (!context.isNull()) {
      avformat_close_input(context);
    }
    if (!io.isNull()) {
      avio_closep(io);
    }
  }
}
