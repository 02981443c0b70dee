package dev.jellyscale.api.service.inference;

import dev.jellyscale.config.EnvironmentSetting;
import java.time.Duration;
import java.util.Map;

/**
 * How long callers wait until work on their pictures begins; then they are refused with 503.
 *
 * @param picture of batch work
 * @param frame that somebody waits for
 */
record Deadlines(Duration picture, Duration frame) {
  /** Environment variable for pictures of batch work. */
  static final String PICTURE = "JELLYSCALE_PICTURE_PATIENCE";

  /** Environment variable for frames. */
  static final String FRAME = "JELLYSCALE_FRAME_PATIENCE";

  /** Shorter than the existing plugin waits, which hangs up after 120 seconds. */
  private static final Duration USUAL_PICTURE = Duration.ofSeconds(100);

  private static final Duration USUAL_FRAME = Duration.ofSeconds(2);

  /**
   * What the environment says, else 100 s and 2 s.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if a value is not understood
   */
  static Deadlines ofEnvironment(Map<String, String> environment) {
    return new Deadlines(
        EnvironmentSetting.of(PICTURE, environment).duration().orElse(USUAL_PICTURE),
        EnvironmentSetting.of(FRAME, environment).duration().orElse(USUAL_FRAME));
  }
}
