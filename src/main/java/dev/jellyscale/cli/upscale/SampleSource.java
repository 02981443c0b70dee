package dev.jellyscale.cli.upscale;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.sample.ClipContent;
import dev.jellyscale.video.sample.ClipContent.Sound;
import dev.jellyscale.video.sample.ClipContent.Text;
import dev.jellyscale.video.sample.MadeClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A clip of a few seconds to try the program with: a flight into the Mandelbrot set with a tone,
 * two subtitles and two chapters. It lies in a temporary folder that goes with it.
 */
final class SampleSource implements AutoCloseable {
  private static final FrameFormat FORMAT =
      new FrameFormat(640, 360, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  private static final int FRAMES_PER_SECOND = 24;
  private static final int SECONDS = 6;
  private static final int SAMPLES_PER_SECOND = 48_000;
  private static final double TONE_HERTZ = 330;
  private static final double TONE_AMPLITUDE = 4000;

  private static final List<Text> SUBTITLES =
      List.of(
          text(500, 2500, "A small picture goes in."), text(3000, 5500, "A large one comes out."));
  private static final List<Text> CHAPTERS =
      List.of(text(0, 3000, "Far"), text(3000, 6000, "Near"));

  private final Path folder;

  private SampleSource(Path folder) {
    this.folder = folder;
  }

  private static Text text(long fromMillis, long untilMillis, String words) {
    return new Text(Duration.ofMillis(fromMillis), Duration.ofMillis(untilMillis), words);
  }

  /** Makes the clip. */
  static SampleSource make() throws IOException, InterruptedException {
    var sample = new SampleSource(Files.createTempDirectory("jellyscale-sample-"));
    try {
      MadeClip.write(content(), sample.file());
      return sample;
    } catch (RuntimeException | InterruptedException e) {
      sample.close();
      throw e;
    }
  }

  private static ClipContent content() {
    int frames = SECONDS * FRAMES_PER_SECOND;
    return new ClipContent(
        FORMAT,
        FRAMES_PER_SECOND,
        frames,
        new MandelbrotFlight(FORMAT.width(), FORMAT.height(), frames),
        Optional.of(tone()),
        SUBTITLES,
        CHAPTERS);
  }

  private static Sound tone() {
    var samples = new short[SECONDS * SAMPLES_PER_SECOND];
    for (int i = 0; i < samples.length; i++) {
      double turns = TONE_HERTZ * i / SAMPLES_PER_SECOND;
      samples[i] = (short) Math.round(TONE_AMPLITUDE * Math.sin(2 * Math.PI * turns));
    }
    return new Sound(SAMPLES_PER_SECOND, samples);
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
