package dev.jellyscale.api.upscaler.process;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;

/** How many jobs may wait before the facade takes no more. */
public final class QueueSize {
  /** Environment variable with the number. */
  static final String NAME = "JELLYSCALE_QUEUE_SIZE";

  private static final int USUAL = 1000;
  private static final int MOST = 100_000;

  private QueueSize() {}

  /**
   * Reads the setting.
   *
   * @throws Invalid if the value is not understood
   */
  public static int of(Map<String, String> environment) {
    return EnvironmentSetting.of(NAME, environment).count(1, MOST).orElse(USUAL);
  }
}
