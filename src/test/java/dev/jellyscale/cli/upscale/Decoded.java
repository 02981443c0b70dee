package dev.jellyscale.cli.upscale;

import dev.jellyscale.video.FfmpegProgram;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a player would get out of a file, by FFmpeg's own program. */
final class Decoded {
  private Decoded() {}

  /** A line for each frame of the first video: time, duration and hash of the picture. */
  static List<String> frames(Path file) {
    return FfmpegProgram.frameHashes(file);
  }

  /** Display times of the packets of the first video in seconds, sorted. */
  static List<Double> times(Path file) {
    return lines(
            FfmpegProgram.ffprobe(
                file,
                "-select_streams",
                "v:0",
                "-show_entries",
                "packet=pts_time",
                "-of",
                "csv=p=0"))
        .stream()
        .map(line -> Double.valueOf(line.replace(",", "")))
        .sorted()
        .toList();
  }

  /** Width, height and codec of the first video, such as {@code h264,192,128}. */
  static String picture(Path file) {
    return FfmpegProgram.ffprobe(
            file,
            "-select_streams",
            "v:0",
            "-show_entries",
            "stream=codec_name,width,height",
            "-of",
            "csv=p=0")
        .strip();
  }

  /** Hash of the packets of each stream but the first video. */
  static List<String> otherStreams(Path file) {
    return lines(
        FfmpegProgram.ffmpeg(
            List.of(
                "-i",
                file.toString(),
                "-map",
                "0",
                "-map",
                "-0:v:0",
                "-map",
                "-0:t?",
                "-c",
                "copy",
                "-f",
                "streamhash",
                "-hash",
                "md5",
                "-")));
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\n"))
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
