package dev.jellyscale.supervisor;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Until when a caller waits for a renderer that is being started.
 *
 * @param nanos on the scale of {@link System#nanoTime}; empty: as long as it takes
 */
record Until(OptionalLong nanos) {

  /** The part of {@code wait} that the caller has patience for; not below nothing. */
  Duration atMost(Duration wait) {
    if (nanos.isEmpty()) {
      return wait;
    }
    var left = Duration.ofNanos(Math.max(0, nanos.getAsLong() - System.nanoTime()));
    return left.compareTo(wait) < 0 ? left : wait;
  }

  /**
   * The caller has no more patience.
   *
   * @param rest what it would still take
   */
  static Unavailable late(Duration rest) {
    return Unavailable.until("A renderer was being started until the request's deadline", rest);
  }
}
