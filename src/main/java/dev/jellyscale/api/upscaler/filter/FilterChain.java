package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.protocol.job.StillTask.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Sliders as a filter chain of FFmpeg. Holds nothing but names of filters and numbers: no text of a
 * caller can get into it.
 */
final class FilterChain {
  /** Angle of FFmpeg's vignette where the slider is at its end. */
  private static final double WIDEST = Math.PI / 2;

  private FilterChain() {}

  /** The chain as a text; an empty one where the picture stays as it is. */
  static String of(Sliders sliders) {
    return filters(sliders).stream().map(Filter::toString).collect(Collectors.joining(","));
  }

  /** The filters, one behind the other. */
  static List<Filter> filters(Sliders sliders) {
    var chain = new ArrayList<Filter>();
    if (sliders.moves(Slider.DENOISE)) {
      chain.add(new Filter("hqdn3d", number(sliders, Slider.DENOISE)));
    }
    var levels = levels(sliders);
    if (!levels.isEmpty()) {
      chain.add(new Filter("eq", String.join(":", levels)));
    }
    if (sliders.moves(Slider.COLOUR_TEMPERATURE)) {
      var kelvin = number(sliders, Slider.COLOUR_TEMPERATURE);
      chain.add(new Filter("colortemperature", "temperature=" + kelvin));
    }
    if (sliders.moves(Slider.SHARPNESS)) {
      chain.add(new Filter("unsharp", "5:5:" + number(sliders, Slider.SHARPNESS)));
    }
    if (sliders.moves(Slider.VIGNETTE)) {
      double part = sliders.of(Slider.VIGNETTE) / Slider.VIGNETTE.most();
      chain.add(new Filter("vignette", "angle=" + text(part * WIDEST)));
    }
    if (sliders.moves(Slider.FILM_GRAIN)) {
      chain.add(new Filter("noise", "alls=" + number(sliders, Slider.FILM_GRAIN) + ":allf=t+u"));
    }
    return chain;
  }

  private static List<String> levels(Sliders sliders) {
    return List.of(Slider.BRIGHTNESS, Slider.CONTRAST, Slider.SATURATION, Slider.GAMMA).stream()
        .filter(sliders::moves)
        .map(slider -> slider.word() + "=" + number(sliders, slider))
        .toList();
  }

  private static String number(Sliders sliders, Slider slider) {
    double value = sliders.of(slider);
    return slider.isWhole() ? Integer.toString((int) value) : text(value);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
