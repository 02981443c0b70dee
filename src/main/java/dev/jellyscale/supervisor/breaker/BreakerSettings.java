package dev.jellyscale.supervisor.breaker;

import dev.jellyscale.config.EnvironmentSetting;
import java.time.Duration;
import java.util.Map;

/**
 * When work is refused because renderers fail.
 *
 * @param threshold faults in a row that open the breaker; at least 1
 * @param rest how long it stays open before one piece of work may try
 * @param longestTrial after which a trial that has not ended counts as given up
 */
public record BreakerSettings(int threshold, Duration rest, Duration longestTrial) {

  /** Environment variable with the faults in a row that open it. */
  public static final String FAULTS = "JELLYSCALE_BREAKER_FAULTS";

  /** Environment variable with the rest. */
  public static final String REST = "JELLYSCALE_BREAKER_REST";

  private static final int MOST_FAULTS = 1000;

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

  /**
   * What the environment says, and the usual where it says nothing.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if a value is not understood; it names
   *     the variable
   */
  public static BreakerSettings ofEnvironment(Map<String, String> environment) {
    var usual = defaults();
    return new BreakerSettings(
        EnvironmentSetting.of(FAULTS, environment).count(1, MOST_FAULTS).orElse(usual.threshold()),
        EnvironmentSetting.of(REST, environment).duration().orElse(usual.rest()),
        usual.longestTrial());
  }
}
