package dev.jellyscale.video.ffmpeg;

/** FFmpeg knows the format of a file, but no demuxer for it may run. */
public final class UnlistedFormatException extends RuntimeException {
  private final String format;

  UnlistedFormatException(String format, String longName) {
    super(longName);
    this.format = format;
  }

  /** FFmpeg's short name of it, such as {@code hls}. */
  public String format() {
    return format;
  }
}
