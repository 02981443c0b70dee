package dev.jellyscale.cli.bench;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.video.baseline.FfmpegProgram;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the clip that is measured with: H.264 at 24 frames per second, by x264. */
final class BenchClip {
  static final int FRAMES_PER_SECOND = 24;

  private static final long SEED = 20_261_101;

  private BenchClip() {}

  /**
   * Writes a Matroska file.
   *
   * @param folder where nothing of the name {@code clip.mkv} or {@code clip.log} is
   */
  static Path make(Path folder, int width, int height, int frames)
      throws IOException, InterruptedException {
    var file = folder.resolve("clip.mkv");
    var log = folder.resolve("clip.log");
    var encoder =
        new ProcessBuilder(arguments(file, width, height))
            .redirectOutput(log.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      boolean fed = feed(encoder, width, height, frames);
      if (encoder.waitFor() != 0 || !fed) {
        throw new EngineFailure(
            "The clip could not be made: " + Files.readString(log, StandardCharsets.UTF_8).strip(),
            null);
      }
      return file;
    } finally {
      encoder.destroyForcibly();
    }
  }

  /** Sends all pictures; false if the encoder ends before. */
  private static boolean feed(Process encoder, int width, int height, int frames) {
    var texture = new MovingTexture(width, height, SEED);
    try (var pictures = new BufferedOutputStream(encoder.getOutputStream())) {
      for (int i = 0; i < frames; i++) {
        texture.write(i, pictures);
      }
      return true;
    } catch (IOException e) {
      return false; // A closed pipe tells nothing; why it was closed stands in the encoder's log.
    }
  }

  private static List<String> arguments(Path file, int width, int height) {
    var rate = Integer.toString(FRAMES_PER_SECOND);
    var input =
        ("-f rawvideo -pixel_format yuv420p -framerate " + rate + " -video_size ").split(" ");
    var arguments = new java.util.ArrayList<String>();
    arguments.add(FfmpegProgram.path().toString());
    arguments.addAll(List.of("-hide_banner", "-loglevel", "error", "-y"));
    arguments.addAll(List.of(input));
    arguments.addAll(List.of(width + "x" + height, "-i", "pipe:0"));
    arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "20"));
    arguments.addAll(List.of("-f", "matroska", "file:" + file.toAbsolutePath()));
    return arguments;
  }
}
