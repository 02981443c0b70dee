package dev.jellyscale.api.upscaler.filter;

/** The sliders of the filters: names as callers have them, ranges, and where each does nothing. */
enum Slider {
  /** Added to luma; 1 is all of its range. */
  BRIGHTNESS("brightness", -1, 1, 0, false),
  /** Times the distance from middle grey. */
  CONTRAST("contrast", 0, 3, 1, false),
  /** Times the colour; 0 is black and white. */
  SATURATION("saturation", 0, 3, 1, false),
  /** Above 1 lightens what is dark. */
  GAMMA("gamma", 0.1, 10, 1, false),
  /** Strength of an unsharp mask of 5x5. */
  SHARPNESS("sharpness", 0, 5, 0, false),
  /** Kelvin of the light that the picture seems to be lit by: lower is warmer. */
  COLOUR_TEMPERATURE("colorTemperature", 1000, 15000, 6500, true),
  /** Darkens the corners; 5 is a lens of 90 degrees. */
  VIGNETTE("vignette", 0, 5, 0, false),
  /** Strength of noise that changes with each frame. */
  FILM_GRAIN("filmGrain", 0, 100, 0, true),
  /** Strength of a denoiser over space and time. */
  DENOISE("denoise", 0, 25, 0, false);

  private final String word;
  private final double least;
  private final double most;
  private final double neutral;
  private final boolean whole;

  Slider(String word, double least, double most, double neutral, boolean whole) {
    this.word = word;
    this.least = least;
    this.most = most;
    this.neutral = neutral;
    this.whole = whole;
  }

  /** Its name in JSON. */
  String word() {
    return word;
  }

  /** Its lowest value. */
  double least() {
    return least;
  }

  /** Its highest value. */
  double most() {
    return most;
  }

  /** The value that changes nothing. */
  double neutral() {
    return neutral;
  }

  /** Whether it has whole numbers alone. */
  boolean isWhole() {
    return whole;
  }

  /** The nearest value that it has. */
  double clamp(double value) {
    double inside = Math.clamp(value, least, most);
    return whole ? Math.rint(inside) : inside;
  }
}
