package dev.jellyscale.protocol.wire;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.FrameRange;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part of a video to be upscaled.
 *
 * @param source absolute path of the video
 * @param scale how large the result shall be
 * @param encoder what the segment is encoded by
 * @param frames of the main video; empty: all of them
 * @param segment absolute path of the segment file to write, in the work directory
 */
public record RangeTask(
    String source,
    ModelSource model,
    Scale scale,
    Encoder encoder,
    Optional<FrameRange> frames,
    String segment) {

  /**
   * How large the result shall be: at most one of both; neither is the model's own scale.
   *
   * @param times 2, 3 or 4
   * @param within largest width and height when displayed
   */
  public record Scale(OptionalInt times, Optional<Size> within) {

    /** The model's own scale. */
    public static final Scale OF_MODEL = new Scale(OptionalInt.empty(), Optional.empty());
  }

  /**
   * The encoder; what is not said has a default.
   *
   * @param name as on the command line, such as {@code x264}
   * @param preset in the encoder's own words
   * @param quality in the encoder's own scale
   */
  public record Encoder(Optional<String> name, Optional<String> preset, OptionalInt quality) {

    /** Nothing is said. */
    public static final Encoder ANY =
        new Encoder(Optional.empty(), Optional.empty(), OptionalInt.empty());
  }
}
