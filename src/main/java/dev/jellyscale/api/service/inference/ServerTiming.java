package dev.jellyscale.api.service.inference;

import dev.jellyscale.protocol.wire.ImageFacts.Seconds;
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
  private static final double MICROS = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;

  /**
   * @param waited nanoseconds from asking for a renderer to its answer
   */
  static ServerTiming of(Seconds seconds, long waited) {
    return new ServerTiming(seconds, Math.max(0, waited / NANOS - seconds.total()));
  }

  /** The header's value. */
  String value() {
    var text = new StringBuilder();
    add(text, "queue", queue);
    add(text, "open", seconds.opening());
    add(text, "decode", seconds.decode());
    add(text, "inference", seconds.inference());
    add(text, "encode", seconds.encode());
    add(text, "renderer", seconds.total());
    return text.toString();
  }

  private static void add(StringBuilder text, String name, double seconds) {
    text.append(text.isEmpty() ? "" : ", ").append(name).append(";dur=");
    text.append(Math.round(seconds * MICROS) / MICROS_PER_MILLI);
  }
}
