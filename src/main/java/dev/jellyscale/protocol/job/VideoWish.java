package dev.jellyscale.protocol.job;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.Deinterlace;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What shall be made of a video. Ranges that are rendered by equal wishes can stand in one file.
 *
 * @param source absolute path of the video
 * @param scale how large the result shall be
 * @param encoder what segments are encoded by
 * @param handling what becomes of what is no ordinary video
 */
public record VideoWish(
    String source, ModelSource model, Scale scale, Encoder encoder, Handling handling) {

  /** The same with another encoder. */
  public VideoWish withEncoder(Encoder other) {
    return new VideoWish(source, model, scale, other, handling);
  }

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
   * @param threads exactly so many, because another number gives other bytes; empty: as many as
   *     suit the machine
   */
  public record Encoder(
      Optional<String> name, Optional<String> preset, OptionalInt quality, OptionalInt threads) {

    /** Nothing is said. */
    public static final Encoder ANY =
        new Encoder(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /**
   * What is put up with.
   *
   * @param deinterlace what becomes of frames that hold two fields
   * @param allowDamaged whether what is left of a damaged source is upscaled
   * @param dropUnsupported whether streams that the output's container cannot hold are left out
   */
  public record Handling(Deinterlace deinterlace, boolean allowDamaged, boolean dropUnsupported) {

    /** One frame of each two fields; nothing else is put up with. */
    public static final Handling STRICT = new Handling(Deinterlace.FRAME, false, false);
  }
}
