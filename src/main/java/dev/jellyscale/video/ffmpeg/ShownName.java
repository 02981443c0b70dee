package dev.jellyscale.video.ffmpeg;

import java.nio.file.Path;

/** File names as messages show them: quoted, last part only, control characters replaced. */
public final class ShownName {
  private ShownName() {}

  /** The quoted name of a file. */
  public static String of(Path file) {
    var last = file.getFileName();
    var name = (last == null ? file : last).toString();
    return "'" + name.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
