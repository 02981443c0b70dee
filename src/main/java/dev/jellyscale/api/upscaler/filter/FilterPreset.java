package dev.jellyscale.api.upscaler.filter;

import static dev.jellyscale.api.upscaler.filter.Slider.BRIGHTNESS;
import static dev.jellyscale.api.upscaler.filter.Slider.COLOUR_TEMPERATURE;
import static dev.jellyscale.api.upscaler.filter.Slider.CONTRAST;
import static dev.jellyscale.api.upscaler.filter.Slider.DENOISE;
import static dev.jellyscale.api.upscaler.filter.Slider.FILM_GRAIN;
import static dev.jellyscale.api.upscaler.filter.Slider.GAMMA;
import static dev.jellyscale.api.upscaler.filter.Slider.SATURATION;
import static dev.jellyscale.api.upscaler.filter.Slider.SHARPNESS;
import static dev.jellyscale.api.upscaler.filter.Slider.VIGNETTE;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Named positions of all sliders. */
enum FilterPreset {
  NONE(Map.of()),
  /** The sliders where somebody has put them. */
  CUSTOM(Map.of()),
  VIVID(Map.of(SATURATION, 1.35, CONTRAST, 1.1, SHARPNESS, 0.4)),
  WARM(Map.of(COLOUR_TEMPERATURE, 5000.0, SATURATION, 1.05)),
  COOL(Map.of(COLOUR_TEMPERATURE, 8500.0, SATURATION, 0.97)),
  DRAMA(Map.of(CONTRAST, 1.25, SATURATION, 0.85, BRIGHTNESS, -0.03, VIGNETTE, 1.0)),
  CINEMATIC(Map.of(CONTRAST, 1.12, SATURATION, 0.92, COLOUR_TEMPERATURE, 6000.0, FILM_GRAIN, 4.0)),
  VINTAGE(
      Map.of(
          COLOUR_TEMPERATURE,
          5200.0,
          SATURATION,
          0.7,
          CONTRAST,
          0.92,
          FILM_GRAIN,
          14.0,
          VIGNETTE,
          1.5)),
  NOIR(Map.of(SATURATION, 0.0, CONTRAST, 1.4, GAMMA, 0.9, VIGNETTE, 1.5)),
  BLACK_AND_WHITE(Map.of(SATURATION, 0.0)),
  CYBERPUNK(Map.of(COLOUR_TEMPERATURE, 9500.0, SATURATION, 1.5, CONTRAST, 1.2, SHARPNESS, 0.5)),
  SHARP_HD(Map.of(SHARPNESS, 1.2, CONTRAST, 1.03)),
  SOFT(Map.of(CONTRAST, 0.93, SATURATION, 0.95, DENOISE, 3.0)),
  BRIGHT(Map.of(BRIGHTNESS, 0.06, GAMMA, 1.15)),
  DARK(Map.of(BRIGHTNESS, -0.06, GAMMA, 0.88)),
  CLEAN(Map.of(DENOISE, 5.0)),
  GRAINY(Map.of(FILM_GRAIN, 12.0));

  /** Its map is a copy that nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Sliders sliders;

  FilterPreset(Map<Slider, Double> moved) {
    sliders = new Sliders(moved);
  }

  /** Its name in JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where it puts the sliders. */
  Sliders sliders() {
    return sliders;
  }

  /** The names of all. */
  static List<String> words() {
    return Arrays.stream(values()).map(FilterPreset::word).toList();
  }

  /**
   * The preset of a name, in any case.
   *
   * @throws Invalid if there is none
   */
  static FilterPreset parse(String word) {
    return Arrays.stream(values())
        .filter(preset -> preset.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new Invalid("There is no such preset; there are " + words()));
  }
}
