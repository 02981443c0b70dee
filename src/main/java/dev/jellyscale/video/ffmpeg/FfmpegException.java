package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** A libav* function failed. Callers that know what it means for a person translate it. */
public final class FfmpegException extends RuntimeException {
  /** {@code AVERROR(EAGAIN)} on Linux: no failure, but input is needed first. */
  public static final int AGAIN = -11;

  /** {@code AVERROR(ENOMEM)} on Linux; demuxers return it when there are too many streams. */
  public static final int NO_MEMORY = -12;

  /** {@code AVERROR(EACCES)} on Linux. */
  public static final int NO_PERMISSION = -13;

  private static final int MAX_TEXT_BYTES = 256;

  private final int code;
  private final String message;

  private FfmpegException(int code, String what) {
    this.code = code;
    message = what + ": " + text(code);
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** The negative value that the function returned. */
  public int code() {
    return code;
  }

  /**
   * Passes on the result of a libav* function.
   *
   * @param what the attempted thing, such as {@code "open the decoder"}
   * @return {@code result}, never negative
   * @throws FfmpegException if it is negative
   */
  public static int check(int result, String what) {
    if (result < 0) {
      throw new FfmpegException(result, what);
    }
    return result;
  }

  /** FFmpeg's own words for an error code. */
  public static String text(int code) {
    var buffer = new byte[MAX_TEXT_BYTES];
    av_strerror(code, buffer, buffer.length);
    int end = 0;
    while (end < buffer.length && buffer[end] != 0) {
      end++;
    }
    return new String(buffer, 0, end, StandardCharsets.UTF_8);
  }
}
