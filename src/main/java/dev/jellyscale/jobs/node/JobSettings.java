package dev.jellyscale.jobs.node;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.notify.PrivateTargets;
import dev.jellyscale.jobs.secret.KeySettings;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a node works for jobs.
 *
 * @param database that several nodes share; empty: a file of this node alone
 * @param grace within which the node is gone after it was told to end
 * @param outside what it needs to tell others of jobs
 */
public record JobSettings(Optional<DatabaseUrl> database, Duration grace, Outside outside) {
  /** Environment variable with the time to end in. */
  public static final String GRACE = "JELLYSCALE_GRACE";

  /** Below the 10 s that a container has unless somebody gives it more. */
  private static final Duration USUAL_GRACE = Duration.ofSeconds(8);

  private static final Duration LEAST_GRACE = Duration.ofSeconds(4);
  private static final Duration MOST_GRACE = Duration.ofHours(1);

  /**
   * What it takes to stop a renderer in mid-frame, to write so, and to end the process: segments
   * have the rest of the time.
   */
  private static final Duration GIVING_BACK = Duration.ofSeconds(3);

  /**
   * Notifications.
   *
   * @param keys that seal their secrets
   * @param targets that may be reached although they are not public
   */
  public record Outside(KeySettings keys, PrivateTargets targets) {}

  /**
   * Reads the settings.
   *
   * @throws Invalid if one is not understood; names its variable
   */
  public static JobSettings of(Map<String, String> environment) {
    var url =
        EnvironmentSetting.of(DatabaseUrl.VARIABLE, environment).value().map(DatabaseUrl::parse);
    var grace = EnvironmentSetting.of(GRACE, environment).duration().orElse(USUAL_GRACE);
    if (grace.compareTo(LEAST_GRACE) < 0 || grace.compareTo(MOST_GRACE) > 0) {
      throw new Invalid(
          "%s=%s is not between %s and %s".formatted(GRACE, grace, LEAST_GRACE, MOST_GRACE));
    }
    var outside =
        new Outside(
            KeySettings.ofEnvironment(environment), PrivateTargets.ofEnvironment(environment));
    return new JobSettings(url, grace, outside);
  }

  /** For how long work that has begun may go on after the node was told to end. */
  Duration patience() {
    return grace.minus(GIVING_BACK);
  }
}
