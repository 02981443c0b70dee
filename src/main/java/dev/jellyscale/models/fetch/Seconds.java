package dev.jellyscale.models.fetch;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. */
final class Seconds {
  private static final double MILLIS = 1000;

  private Seconds() {}

  static String of(Duration duration) {
    return String.format(Locale.ROOT, "%.3g s", duration.toMillis() / MILLIS);
  }
}
