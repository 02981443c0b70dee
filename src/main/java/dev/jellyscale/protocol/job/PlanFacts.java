package dev.jellyscale.protocol.job;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.Rational;
import java.util.List;

/**
 * What a job has to know before it begins.
 *
 * @param wish what was asked for with nothing of the encoder left open; ranges that are rendered by
 *     it fit together, whatever machine renders them
 * @param frames how many, and how fast
 * @param input size of the source's frames
 * @param output what is made
 * @param source by which a changed source is known
 * @param notes sentences for the report
 */
public record PlanFacts(
    VideoWish wish,
    Frames frames,
    Size input,
    Output output,
    Fingerprint source,
    List<String> notes) {

  public PlanFacts {
    notes = List.copyOf(notes);
  }

  /**
   * The frames of a job.
   *
   * @param ofSource that are wanted
   * @param perSourceFrame frames of the output for each of them: 2 where fields become frames
   * @param rate average frames per second of the source; 0/1 where unknown
   * @param perRange most frames of the source in a range: about a minute of rendering
   * @param secondsOfOne that a frame of the output is expected to take on a small machine
   */
  public record Frames(
      long ofSource, int perSourceFrame, Rational rate, long perRange, double secondsOfOne) {

    /** Frames that the output will have. */
    public long ofOutput() {
      return ofSource * perSourceFrame;
    }
  }

  /**
   * The output of a job.
   *
   * @param size of its frames
   * @param container usual extension of its files, without the dot
   * @param encoder all that the encoder is told, for a person
   * @param otherBytes what its other streams take, about
   */
  public record Output(Size size, String container, String encoder, long otherBytes) {}
}
