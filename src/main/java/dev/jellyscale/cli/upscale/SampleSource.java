package dev.jellyscale.cli.upscale;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.video.baseline.FfmpegProgram;
import dev.jellyscale.video.encode.WriteFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A clip of a few seconds to try the program with: a flight into the Mandelbrot set with a tone,
 * two subtitles and two chapters. It lies in a temporary folder that goes with it.
 */
final class SampleSource implements AutoCloseable {
  private static final long MOST_MAKING_SECONDS = 120;

  private static final String SUBTITLES =
      """
      1
      00:00:00,500 --> 00:00:02,500
      A small picture goes in.

      2
      00:00:03,000 --> 00:00:05,500
      A large one comes out.
      """;

  private static final String CHAPTERS =
      """
      ;FFMETADATA1
      title=Jellyscale sample
      [CHAPTER]
      TIMEBASE=1/1000
      START=0
      END=3000
      title=Far
      [CHAPTER]
      TIMEBASE=1/1000
      START=3000
      END=6000
      title=Near
      """;

  /** Words of the command, separated by white space; none of them holds any. */
  private static final String COMMAND =
      """
      -v error -nostdin
      -f lavfi -i mandelbrot=size=640x360:rate=24:start_scale=1.2:end_pts=300
      -f lavfi -i sine=frequency=330:sample_rate=48000
      -i subtitles.srt -f ffmetadata -i chapters.txt
      -map 0:v -map 1:a -map 2:s -map_metadata 3 -map_chapters 3 -t 6
      -vf scale=out_color_matrix=bt709,format=yuv420p,setparams=colorspace=bt709:\
      color_primaries=bt709:color_trc=bt709:range=tv
      -c:v libx264 -preset veryfast -crf 20 -c:a aac -c:s srt
      -metadata:s:a:0 language=eng -metadata:s:s:0 language=eng sample.mkv
      """;

  private final Path folder;

  private SampleSource(Path folder) {
    this.folder = folder;
  }

  /** Makes the clip. */
  static SampleSource make() throws IOException, InterruptedException {
    var sample = new SampleSource(Files.createTempDirectory("jellyscale-sample-"));
    try {
      Files.writeString(sample.folder.resolve("subtitles.srt"), SUBTITLES);
      Files.writeString(sample.folder.resolve("chapters.txt"), CHAPTERS);
      sample.encode();
      return sample;
    } catch (IOException e) {
      sample.close();
      throw WriteFailure.of(sample.folder, e);
    } catch (RuntimeException | InterruptedException e) {
      sample.close();
      throw e;
    }
  }

  private void encode() throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(FfmpegProgram.path().toString());
    command.addAll(List.of(COMMAND.strip().split("\\s+")));
    var log = folder.resolve("log.txt").toFile();
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      if (!process.waitFor(MOST_MAKING_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        var words = Files.readString(log.toPath(), StandardCharsets.UTF_8);
        throw new EngineFailure("The sample clip could not be made: " + words, null);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** The clip. */
  Path file() {
    return folder.resolve("sample.mkv");
  }

  @Override
  public void close() {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
    }
  }
}
