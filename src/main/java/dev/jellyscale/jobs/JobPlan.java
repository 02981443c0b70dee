package dev.jellyscale.jobs;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.protocol.job.VideoWish;
import java.util.List;

/**
 * What a renderer found out about a source and a recipe. All segments of a job follow one plan, so
 * that they fit together wherever they are rendered.
 *
 * @param modelSha256 of the model's file, so that all nodes render with the same bytes
 * @param source by which a changed source is known
 * @param otherBytes of the streams that are copied, about
 * @param notes sentences that whoever asked for the job should know
 */
public record JobPlan(
    Video video,
    Rendering rendering,
    String modelSha256,
    Fingerprint source,
    long otherBytes,
    List<String> notes) {

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
   * @param encoder with nothing left open, threads included, since its output depends on them
   * @param encoderInWords all that it is told, for a person
   * @param framesPerSegment length to begin with, at least 1
   * @param expectedSecondsPerFrame before anything was measured, above 0
   */
  public record Rendering(
      ExecutionProvider provider,
      VideoWish.Encoder encoder,
      String encoderInWords,
      long framesPerSegment,
      double expectedSecondsPerFrame) {
    public Rendering {
      requirePositive("framesPerSegment", framesPerSegment);
      if (!(expectedSecondsPerFrame > 0)) {
        throw new IllegalArgumentException("expectedSecondsPerFrame=" + expectedSecondsPerFrame);
      }
    }
  }

  /** Whether segments that were rendered by {@code earlier} have a place in this plan. */
  public boolean continues(JobPlan earlier) {
    return source.equals(earlier.source)
        && video.equals(earlier.video)
        && modelSha256.equals(earlier.modelSha256)
        && rendering.provider == earlier.rendering.provider
        && rendering.encoder.equals(earlier.rendering.encoder)
        && rendering.encoderInWords.equals(earlier.rendering.encoderInWords);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }
}
