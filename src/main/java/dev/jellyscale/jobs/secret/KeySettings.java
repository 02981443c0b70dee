package dev.jellyscale.jobs.secret;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys are that seal secrets.
 *
 * @param file that the operator mounts; empty: one of our own
 * @param old file whose secrets are to be sealed anew
 */
public record KeySettings(Optional<Path> file, Optional<Path> old) {
  /** The variable that names the file of the key. */
  public static final String FILE = "JELLYSCALE_KEY_FILE";

  /** The variable that names the file of the key before it. */
  public static final String OLD_FILE = "JELLYSCALE_KEY_FILE_OLD";

  /**
   * Reads both variables.
   *
   * @throws Invalid if a value is no path
   */
  public static KeySettings ofEnvironment(Map<String, String> environment) {
    return new KeySettings(path(FILE, environment), path(OLD_FILE, environment));
  }

  private static Optional<Path> path(String variable, Map<String, String> environment) {
    try {
      return EnvironmentSetting.of(variable, environment).value().map(Path::of);
    } catch (InvalidPathException e) {
      throw new Invalid(variable + " is no path: " + e.getReason(), e);
    }
  }
}
