package dev.jellyscale.api.upscaler.filter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value for every slider, each within its range.
 *
 * @param values of all sliders
 */
record Sliders(Map<Slider, Double> values) {
  /** The picture as it is. */
  static final Sliders NEUTRAL = new Sliders(Map.of());

  /** What is missing is neutral, and what is out of its range becomes the nearest value. */
  Sliders {
    var all = new EnumMap<Slider, Double>(Slider.class);
    for (var slider : Slider.values()) {
      all.put(slider, slider.clamp(values.getOrDefault(slider, slider.neutral())));
    }
    values = Collections.unmodifiableMap(all);
  }

  /** The value of a slider. */
  double of(Slider slider) {
    return values.getOrDefault(slider, slider.neutral());
  }

  /** Whether a slider changes the picture. */
  boolean moves(Slider slider) {
    return of(slider) != slider.neutral();
  }

  /** The same with some of them elsewhere. */
  Sliders with(Map<Slider, Double> others) {
    var all = new EnumMap<Slider, Double>(values);
    all.putAll(others);
    return new Sliders(all);
  }

  /** By their names in JSON; whole numbers are without a fraction. */
  Map<String, Number> named() {
    var named = new LinkedHashMap<String, Number>();
    values.forEach((slider, value) -> named.put(slider.word(), number(slider, value)));
    return named;
  }

  private static Number number(Slider slider, double value) {
    if (slider.isWhole()) {
      return (int) value;
    }
    return value;
  }
}
