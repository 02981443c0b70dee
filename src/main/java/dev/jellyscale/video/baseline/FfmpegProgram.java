package dev.jellyscale.video.baseline;

import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** The FFmpeg program that is shipped with the libraries. Jobs use the libraries alone. */
public final class FfmpegProgram {
  private FfmpegProgram() {}

  /** The executable; unpacked by the first call. */
  public static Path path() {
    return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
  }
}
