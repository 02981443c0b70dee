package dev.jellyscale.api.access;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** How many jobs each user of Jellyfin may ask for in 24 hours; 0 unless the operator sets it. */
@Singleton
public class UserQuota {
  private static final String NAME = "JELLYSCALE_USER_QUOTA";
  private static final int MOST = 10_000;

  private final Config config;

  UserQuota(Config config) {
    this.config = config;
  }

  /**
   * The quota that an environment sets.
   *
   * @throws Invalid if it is no whole number from 0 to 10,000
   */
  public static int of(Map<String, String> environment) {
    return EnvironmentSetting.of(NAME, environment).count(0, MOST).orElse(0);
  }

  /** The quota. */
  public int perDay() {
    var environment = new HashMap<String, String>();
    config.getOptionalValue(NAME, String.class).ifPresent(text -> environment.put(NAME, text));
    return of(environment);
  }
}
