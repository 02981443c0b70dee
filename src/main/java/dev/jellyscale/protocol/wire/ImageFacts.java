package dev.jellyscale.protocol.wire;

import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.picture.PictureKind;

/**
 * What came of a picture.
 *
 * @param kind of the source
 * @param input size of the source, upright
 * @param output size of the result
 * @param bytes of the result in its file, from the file's first one on
 * @param seconds what took how long
 * @param device where it was inferred
 */
public record ImageFacts(
    PictureKind kind, Size input, Size output, long bytes, Seconds seconds, DeviceFacts device) {

  /**
   * Seconds of each step in the renderer.
   *
   * @param opening until the model was ready for pictures of this size and format; next to nothing
   *     where it was already
   * @param decode from the file's bytes to planes
   * @param inference from planes to planes
   * @param encode from planes to the bytes of a file
   * @param total from taking the command to the finished file, all of these included
   */
  public record Seconds(
      double opening, double decode, double inference, double encode, double total) {

    /** What was spent on neither codecs nor inference. */
    public double rest() {
      return total - opening - decode - inference - encode;
    }
  }
}
