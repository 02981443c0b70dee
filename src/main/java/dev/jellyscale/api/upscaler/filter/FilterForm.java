package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body by which filters are set, as it came. What is missing stays as it is, and what is out of
 * range becomes the nearest value.
 */
record FilterForm(
    @Nullable Boolean enabled,
    @Schema(examples = "warm") @Nullable String preset,
    @Nullable Double brightness,
    @Nullable Double contrast,
    @Nullable Double saturation,
    @Nullable Double gamma,
    @Nullable Double sharpness,
    @Nullable Double colorTemperature,
    @Nullable Double vignette,
    @Nullable Double filmGrain,
    @Nullable Double denoise) {

  /**
   * A choice as it is changed by this.
   *
   * @throws Invalid if there is no such preset, or a slider has no finite value
   */
  FilterChoice change(FilterChoice before) {
    return new FilterChoice(
        enabled == null ? before.enabled() : enabled,
        preset == null ? before.preset() : FilterPreset.parse(preset),
        before.custom().with(moved()));
  }

  private Map<Slider, Double> moved() {
    var moved = new EnumMap<Slider, Double>(Slider.class);
    for (var slider : Slider.values()) {
      var value = value(slider);
      if (value != null) {
        moved.put(slider, finite(slider, value));
      }
    }
    return moved;
  }

  private static double finite(Slider slider, double value) {
    if (!Double.isFinite(value)) {
      throw new Invalid(slider.word() + " is no number");
    }
    return value;
  }

  private @Nullable Double value(Slider slider) {
    return switch (slider) {
      case BRIGHTNESS -> brightness;
      case CONTRAST -> contrast;
      case SATURATION -> saturation;
      case GAMMA -> gamma;
      case SHARPNESS -> sharpness;
      case COLOUR_TEMPERATURE -> colorTemperature;
      case VIGNETTE -> vignette;
      case FILM_GRAIN -> filmGrain;
      case DENOISE -> denoise;
    };
  }
}
