package dev.jellyscale.video.request;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ColourTags;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.Nvenc;
import dev.jellyscale.protocol.EncoderSettings.SvtAv1;
import dev.jellyscale.protocol.EncoderSettings.X264;
import dev.jellyscale.protocol.EncoderSettings.X265;
import dev.jellyscale.protocol.EncoderSettings.X26xPreset;
import dev.jellyscale.video.encode.EncoderChoice;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a user says about the encoder; what is not said has a default.
 *
 * @param name empty: chosen by the output's size, depth and transfer function
 * @param preset in the encoder's own words
 * @param quality in the encoder's own scale (CRF, or CQ for NVENC)
 */
public record EncoderRequest(
    Optional<EncoderName> name, Optional<String> preset, OptionalInt quality) {

  /** Nothing is said. */
  public static final EncoderRequest ANY =
      new EncoderRequest(Optional.empty(), Optional.empty(), OptionalInt.empty());

  /**
   * The settings for an output.
   *
   * @throws Invalid if the encoder does not have the preset or the quality
   */
  public EncoderSettings settings(FrameFormat output, ColourTags tags) {
    var chosen =
        name.map(EncoderName::defaults).orElseGet(() -> EncoderChoice.defaultFor(output, tags));
    return switch (chosen) {
      case X264(var speed, int crf) -> new X264(speed(speed), quality.orElse(crf));
      case X265(var speed, int crf) -> new X265(speed(speed), quality.orElse(crf));
      case SvtAv1(int speed, int crf) -> new SvtAv1(number("", speed), quality.orElse(crf));
      case Nvenc(var codec, int speed, int cq) ->
          new Nvenc(codec, number("p", speed), quality.orElse(cq));
    };
  }

  private X26xPreset speed(X26xPreset unsaid) {
    if (preset.isEmpty()) {
      return unsaid;
    }
    return Arrays.stream(X26xPreset.values())
        .filter(p -> p.name().equalsIgnoreCase(preset.get()))
        .findFirst()
        .orElseThrow(
            () -> new Invalid("No preset '" + preset.get() + "': it is one of " + words()));
  }

  private static String words() {
    return Arrays.stream(X26xPreset.values())
        .map(p -> p.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private int number(String prefix, int unsaid) {
    if (preset.isEmpty()) {
      return unsaid;
    }
    var word = preset.get();
    try {
      return Integer.parseInt(word.startsWith(prefix) ? word.substring(prefix.length()) : word);
    } catch (NumberFormatException e) {
      throw new Invalid("No preset '" + word + "': this encoder's presets are numbers", e);
    }
  }
}
