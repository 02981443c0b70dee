package dev.jellyscale.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of what, by what.
 *
 * @param input the source
 * @param output the finished file
 * @param frames of the output
 * @param bytes size of the finished file
 * @param notes sentences: conversions, deinterlacing, drops, substitutions, seams
 */
public record UpscaleReport(
    Picture input,
    Picture output,
    Model model,
    DeviceFacts device,
    Frames frames,
    long bytes,
    List<String> notes) {

  /**
   * A video file in a few words.
   *
   * @param file its path
   * @param codec FFmpeg's name of the decoder or encoder
   * @param settings of the encoder; empty for a source
   */
  public record Picture(String file, int width, int height, String codec, String settings) {}

  /**
   * The network that was used.
   *
   * @param substitutedFor the id that was asked for, where this model stands in for it
   */
  public record Model(
      String id,
      String sha256,
      String scale,
      @JsonProperty("substituted_for") @Nullable String substitutedFor) {

    /** A model that was asked for by its own name. */
    public Model(String id, String sha256, String scale) {
      this(id, sha256, scale, null);
    }

    /** This model, standing in for the one of that id. */
    public Model standingInFor(String asked) {
      return new Model(id, sha256, scale, asked);
    }

    /** This model, where it stands in for another; the name that other answers have for it. */
    @JsonProperty("substituted_by")
    public @Nullable String substitutedBy() {
      return substitutedFor == null ? null : id;
    }
  }

  /**
   * How frames were made.
   *
   * @param total that the output has
   * @param inferred that went through the network
   * @param reused whose picture was that of the frame before
   * @param resumed that were finished by runs before this one
   * @param perSecond rendered by this run; 0 where it rendered none
   * @param seconds this run took from its first frame to the finished file
   */
  public record Frames(
      long total, long inferred, long reused, long resumed, double perSecond, double seconds) {}
}
