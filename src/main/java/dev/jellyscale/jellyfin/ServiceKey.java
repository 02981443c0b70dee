package dev.jellyscale.jellyfin;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Our own API key of Jellyfin. Such keys may do everything there, so it is used for what the caller
 * has been found to be allowed, and never told.
 */
public record ServiceKey(UserToken token) {

  /**
   * Reads the settings.
   *
   * @param value the key itself
   * @param file whose first line is the key
   * @throws Invalid if both are given, the file cannot be read, or what is given is no key
   */
  static Optional<ServiceKey> of(Optional<String> value, Optional<String> file) {
    if (value.isPresent() && file.isPresent()) {
      throw new Invalid(
          "Set %s or %s, not both".formatted(JellyfinSettings.KEY, JellyfinSettings.KEY_FILE));
    }
    var key = file.map(ServiceKey::firstLine).or(() -> value);
    if (key.isPresent() && !UserToken.isToken(key.get())) {
      throw new Invalid(
          "%s holds no API key of Jellyfin"
              .formatted(file.isPresent() ? JellyfinSettings.KEY_FILE : JellyfinSettings.KEY));
    }
    return key.map(text -> new ServiceKey(new UserToken(text)));
  }

  private static String firstLine(String file) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | RuntimeException e) {
      throw new Invalid("The file of " + JellyfinSettings.KEY_FILE + " cannot be read", e);
    }
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ServiceKey[...]";
  }
}
