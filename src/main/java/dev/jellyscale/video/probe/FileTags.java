package dev.jellyscale.video.probe;

import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.FfmpegException;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.UnlistedFormatException;
import java.nio.file.Path;
import java.util.Map;

/** Reads what a file says about itself, and nothing behind its header. */
public final class FileTags {
  private FileTags() {}

  /** Tags of the whole file in its container's spelling; none for a file that is no video. */
  public static Map<String, String> of(Path file) {
    try (var input = InputFile.open(file)) {
      return Dictionary.read(input.context().metadata());
    } catch (FfmpegException | UnlistedFormatException _) {
      return Map.of();
    }
  }
}
