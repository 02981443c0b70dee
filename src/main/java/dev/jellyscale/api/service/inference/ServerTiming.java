package dev.jellyscale.api.service.inference;

import dev.jellyscale.protocol.wire.ImageFacts.Seconds;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What making a picture took, in the form of the W3C's recommendation "Server Timing", which
 * browsers show beside a request: names, and milliseconds.
 *
 * @param seconds of each step in the renderer
 * @param queue seconds from asking for a renderer to its answer, without the renderer's own
 */
record ServerTiming(Seconds seconds, double queue) {
  static final String HEADER = "Server-Timing";

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double MILLIS = 1000;

  /**
   * @param waited nanoseconds from asking for a renderer to its answer
   */
  static ServerTiming of(Seconds seconds, long waited) {
    return new ServerTiming(seconds, Math.max(0, waited / NANOS - seconds.total()));
  }

  /** The header's value. */
  String value() {
    return String.format(
        Locale.ROOT,
        "queue;dur=%.3f, open;dur=%.3f, decode;dur=%.3f, inference;dur=%.3f, encode;dur=%.3f,"
            + " renderer;dur=%.3f",
        MILLIS * queue,
        MILLIS * seconds.opening(),
        MILLIS * seconds.decode(),
        MILLIS * seconds.inference(),
        MILLIS * seconds.encode(),
        MILLIS * seconds.total());
  }
}
