package dev.jellyscale.supervisor.breaker;

import java.time.Duration;

/**
 * When work is refused because renderers fail.
 *
 * @param threshold faults in a row that open the breaker; at least 1
 * @param rest how long it stays open before one piece of work may try
 * @param longestTrial after which a trial that has not ended counts as given up
 */
public record BreakerSettings(int threshold, Duration rest, Duration longestTrial) {

  public BreakerSettings {
    if (threshold < 1 || !rest.isPositive() || !longestTrial.isPositive()) {
      throw new IllegalArgumentException(
          "threshold=%d, rest=%s, longestTrial=%s have to be positive"
              .formatted(threshold, rest, longestTrial));
    }
  }

  /** Five faults; 30 s; two minutes. */
  public static BreakerSettings defaults() {
    return new BreakerSettings(5, Duration.ofSeconds(30), Duration.ofMinutes(2));
  }
}
