package dev.jellyscale.jellyfin;

import dev.jellyscale.config.SecretSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import java.util.Optional;

/**
 * Our own API key of Jellyfin. Such keys may do everything there, so it is used for what the caller
 * has been found to be allowed, and never told.
 */
public record ServiceKey(UserToken token) {

  /**
   * Reads the settings.
   *
   * @throws Invalid if both are given, the file cannot be read, or what is given is no key
   */
  static Optional<ServiceKey> of(Map<String, String> environment) {
    var setting =
        SecretSetting.of(JellyfinSettings.KEY, JellyfinSettings.KEY_FILE, environment).value();
    if (setting.isPresent() && !UserToken.isToken(setting.get())) {
      throw new Invalid(
          "%s or %s holds no API key of Jellyfin"
              .formatted(JellyfinSettings.KEY, JellyfinSettings.KEY_FILE));
    }
    return setting.map(text -> new ServiceKey(new UserToken(text)));
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "ServiceKey[...]";
  }
}
