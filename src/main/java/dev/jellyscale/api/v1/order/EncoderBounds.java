package dev.jellyscale.api.v1.order;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.protocol.EncoderSettings.X26xPreset;
import dev.jellyscale.protocol.job.VideoWish;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What an encoder takes. A renderer that plans the job knows it too; this is told at once.
 *
 * @param presets in its own words
 * @param best least number of its scale of quality
 * @param worst largest number of it
 */
record EncoderBounds(List<String> presets, int best, int worst) {
  private static final EncoderBounds X26X =
      new EncoderBounds(
          Arrays.stream(X26xPreset.values())
              .map(preset -> preset.name().toLowerCase(Locale.ROOT))
              .toList(),
          0,
          51);

  private static final EncoderBounds SVTAV1 = new EncoderBounds(numbers("", 0, 13), 1, 63);
  private static final EncoderBounds NVENC = new EncoderBounds(numbers("p", 1, 7), 1, 51);

  private static final Map<String, EncoderBounds> BY_NAME =
      Map.of(
          "x264", X26X,
          "x265", X26X,
          "svtav1", SVTAV1,
          "h264_nvenc", NVENC,
          "hevc_nvenc", NVENC,
          "av1_nvenc", NVENC);

  EncoderBounds {
    presets = List.copyOf(presets);
  }

  private static List<String> numbers(String prefix, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(number -> prefix + number).toList();
  }

  /** The encoder that is asked for; what is wrong with it is told to {@code check}. */
  static VideoWish.Encoder wish(RecipeMembers form, FieldCheck check) {
    var name = Optional.ofNullable(form.encoder());
    // Where none is named it becomes x264 or x265, by the size and the depth of the result.
    var bounds = name.map(BY_NAME::get).orElse(X26X);
    if (name.isPresent() && !BY_NAME.containsKey(name.get())) {
      check.wrong("encoder", "It is one of " + String.join(", ", names()));
    } else {
      bounds.look(form, check);
    }
    var crf = form.crf();
    return new VideoWish.Encoder(
        name,
        Optional.ofNullable(form.preset()),
        crf == null ? OptionalInt.empty() : OptionalInt.of(crf),
        OptionalInt.empty());
  }

  private static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  private void look(RecipeMembers form, FieldCheck check) {
    if (form.preset() != null && !presets.contains(form.preset())) {
      check.wrong("preset", "For this encoder it is one of " + String.join(", ", presets));
    }
    var crf = form.crf();
    if (crf != null && (crf < best || crf > worst)) {
      check.wrong("crf", "For this encoder it is a number from %d to %d".formatted(best, worst));
    }
  }
}
