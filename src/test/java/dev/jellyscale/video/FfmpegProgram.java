package dev.jellyscale.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** The programs {@code ffmpeg} and {@code ffprobe} of the same build, for making test clips. */
public final class FfmpegProgram {
  private static final String FFMPEG = Loader.load(ffmpeg.class);
  private static final String FFPROBE = Loader.load(ffprobe.class);

  private static final boolean STARTS = starts();

  private FfmpegProgram() {}

  /** The programs, unlike the libraries, are linked against sound and window libraries. */
  private static boolean starts() {
    Loader.load(avutil.class); // Unpacks libva and libdrm, which loading a program does not.
    try {
      var process =
          program(List.of(FFMPEG, "-version"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A program that finds the libraries of its build: beside itself, or where this process loads
   * them from, since what lies there is not unpacked once more.
   */
  private static ProcessBuilder program(List<String> command) {
    var beside = Path.of(FFMPEG).resolveSibling("").toString();
    var loaded = System.getProperty("java.library.path", "");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", beside + File.pathSeparator + loaded);
    return builder;
  }

  /** Runs {@code ffmpeg}, which must succeed, and returns what it wrote to standard output. */
  public static String ffmpeg(List<String> arguments) {
    var command = new ArrayList<>(List.of(FFMPEG, "-nostdin", "-hide_banner", "-v", "error", "-y"));
    command.addAll(arguments);
    return run(command);
  }

  /** Runs {@code ffprobe} on a file, which must succeed, and returns what it printed. */
  public static String ffprobe(Path file, String... arguments) {
    var command = new ArrayList<>(List.of(FFPROBE, "-v", "error"));
    command.addAll(List.of(arguments));
    command.add(file.toString());
    return run(command);
  }

  private static String run(List<String> command) {
    Requires.that(
        STARTS, "the libraries of the ffmpeg program: libasound2, libpulse0, libxcb-shm0");
    try {
      var process = program(command).start();
      try (var out = process.getInputStream()) {
        var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", text).isZero();
        return text;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A line for each frame of the first video, with its time and the MD5 of its pixels. */
  public static List<String> frameHashes(Path file) {
    return ffmpeg(
            List.of(
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-fps_mode",
                "passthrough",
                "-f",
                "framemd5",
                "-"))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
