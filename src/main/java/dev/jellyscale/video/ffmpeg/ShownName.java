package dev.jellyscale.video.ffmpeg;

import java.nio.file.Path;

/**
 * File names as messages and tables show them: the last part only, and in place of characters that
 * cannot be seen (controls, formats, unassigned ones) question marks.
 */
public final class ShownName {
  private ShownName() {}

  /** The quoted name of a file. */
  public static String of(Path file) {
    return "'" + plain(file) + "'";
  }

  /** The name of a file without quotes. */
  public static String plain(Path file) {
    var last = file.getFileName();
    return (last == null ? file : last).toString().replaceAll("\\p{C}", "?");
  }
}
