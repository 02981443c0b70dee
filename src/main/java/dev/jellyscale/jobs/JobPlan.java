package dev.jellyscale.jobs;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.Rational;
import java.util.List;

/**
 * What a renderer found out about a source and a recipe. All segments of a job follow one plan, so
 * that they fit together wherever they are rendered.
 *
 * @param otherBytes of the streams that are copied, about
 * @param notes sentences that whoever asked for the job should know
 */
public record JobPlan(
    Video video, Rendering rendering, Fingerprint source, long otherBytes, List<String> notes) {

  public JobPlan {
    notes = List.copyOf(notes);
  }

  /**
   * The video.
   *
   * @param frames of the source, at least 1
   * @param framesPerSecond of the source, on average
   * @param input size of the source's pictures
   * @param output size of the result's pictures
   * @param outputFramesPerFrame frames of the result for each frame of the source, at least 1
   */
  public record Video(
      long frames, Rational framesPerSecond, Size input, Size output, int outputFramesPerFrame) {
    public Video {
      requirePositive("frames", frames);
      requirePositive("outputFramesPerFrame", outputFramesPerFrame);
    }
  }

  /**
   * How segments are rendered.
   *
   * @param provider that all of them are inferred by
   * @param encoder and all that it was told, in words
   * @param encoderThreads that the encoder has on every machine, since its output depends on them
   * @param framesPerSegment length to begin with, at least 1
   * @param expectedSecondsPerFrame before anything was measured, above 0
   */
  public record Rendering(
      ExecutionProvider provider,
      String encoder,
      int encoderThreads,
      long framesPerSegment,
      double expectedSecondsPerFrame) {
    public Rendering {
      requirePositive("encoderThreads", encoderThreads);
      requirePositive("framesPerSegment", framesPerSegment);
      if (!(expectedSecondsPerFrame > 0)) {
        throw new IllegalArgumentException("expectedSecondsPerFrame=" + expectedSecondsPerFrame);
      }
    }
  }

  /**
   * By what a source is recognised.
   *
   * @param bytes its size
   * @param modified time of its last change, milliseconds since 1970
   * @param sampleSha256 hash of some of its parts, 64 lower-case hexadecimal digits
   */
  public record Fingerprint(long bytes, long modified, String sampleSha256) {}

  /** Whether segments that were rendered by {@code earlier} have a place in this plan. */
  public boolean continues(JobPlan earlier) {
    return source.equals(earlier.source)
        && video.equals(earlier.video)
        && rendering.provider == earlier.rendering.provider
        && rendering.encoder.equals(earlier.rendering.encoder)
        && rendering.encoderThreads == earlier.rendering.encoderThreads;
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }
}
