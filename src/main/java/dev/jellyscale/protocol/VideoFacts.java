package dev.jellyscale.protocol;

import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The main video stream of a source.
 *
 * @param streamIndex its index in the source
 * @param codec FFmpeg's codec name
 * @param decoder FFmpeg's name of the software decoder
 * @param format size and layout of decoded frames, after conversion where one is needed
 * @param convertedFrom FFmpeg's name of the decoder's pixel format where it is not {@code format}
 * @param colour what inference uses; unspecified tags resolved by picture size
 * @param tags as the file has them
 * @param timeBase of its timestamps
 * @param frameRate average frames per second; unknown where the file does not tell
 * @param sampleAspect width to height of a pixel; 1/1 where the file does not tell
 * @param rotation degrees clockwise to turn the picture for display: 0, 90, 180 or 270; empty where
 *     the display matrix is something else
 * @param displayMatrix the 36 bytes of the display matrix where there is one
 * @param crop columns and rows that the container crops for display
 * @param interlaced whether frames hold two fields
 * @param dolbyVisionProfile empty for all else
 * @param frames number of frames, counted from the packets
 * @param hdr static HDR metadata
 */
public record VideoFacts(
    int streamIndex,
    String codec,
    String decoder,
    FrameFormat format,
    Optional<String> convertedFrom,
    ColourDescription colour,
    ColourTags tags,
    Rational timeBase,
    Rational frameRate,
    Rational sampleAspect,
    OptionalInt rotation,
    Optional<byte[]> displayMatrix,
    Crop crop,
    boolean interlaced,
    OptionalInt dolbyVisionProfile,
    long frames,
    HdrMetadata hdr) {

  /**
   * Whether {@link #colour} has the matrix that the file names. It matters to networks that see RGB
   * only: for luma networks no matrix is applied.
   */
  public boolean matrixSupported() {
    return switch (tags.matrix()) {
      // None or unspecified, BT.709, BT.470BG, SMPTE 170M and BT.2020 non-constant.
      case 0, 1, 2, 3, 5, 6, 9 -> true;
      default -> format.pixels().family() == PixelFormat.Family.RGB;
    };
  }

  /** Pixels that the container takes off each side for display. */
  public record Crop(int top, int bottom, int left, int right) {

    /** Takes nothing off. */
    public static final Crop NONE = new Crop(0, 0, 0, 0);
  }
}
