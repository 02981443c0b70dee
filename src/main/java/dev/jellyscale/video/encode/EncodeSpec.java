package dev.jellyscale.video.encode;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.HdrMetadata;
import dev.jellyscale.protocol.Rational;
import java.util.stream.Collectors;

/**
 * How the frames of one output are encoded; the same for all of its segments.
 *
 * @param format of the frames that will be written
 * @param threads most threads the encoder uses; part of the recipe, because x264 and x265 choose
 *     differently with another number
 */
public record EncodeSpec(
    EncoderSettings settings,
    FrameFormat format,
    Timing timing,
    Appearance appearance,
    int threads) {

  public EncodeSpec {
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + " is less than 1");
    }
  }

  /**
   * All that the encoder is told, for a person: its name and options. What a machine's own faults
   * demand besides changes no output and is left out.
   */
  public String words() {
    return EncoderOptions.of(this).entrySet().stream()
        .filter(option -> !option.getKey().equals(EncoderOptions.MACHINES_OWN))
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" ", settings.encoder() + " ", ""));
  }

  /**
   * When frames are shown.
   *
   * @param timeBase unit of every frame's time stamp and duration
   * @param frameRate average frames per second, for rate control alone; unknown counts as 25
   */
  public record Timing(Rational timeBase, Rational frameRate) {

    public Timing {
      if (timeBase.num() < 1 || timeBase.den() < 1) {
        throw new IllegalArgumentException("timeBase=" + timeBase + " is no unit of time");
      }
    }
  }

  /**
   * What a player must know to show the picture as it was meant.
   *
   * @param tags colour description, carried unchanged
   * @param hdr static HDR metadata, carried unchanged
   * @param sampleAspect width to height of a pixel; 0/1 or 1/1 for square ones
   */
  public record Appearance(ColourTags tags, HdrMetadata hdr, Rational sampleAspect) {}
}
