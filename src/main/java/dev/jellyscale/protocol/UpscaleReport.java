package dev.jellyscale.protocol;

import java.util.List;

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

  /** The network that was used. */
  public record Model(String id, String sha256, String scale) {}

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
