package dev.jellyscale.jellyfin;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * Which Jellyfin server is ours.
 *
 * @param url {@code http} or {@code https}, with its base path if it has one, without a slash at
 *     the end
 * @param key for what no caller's token is good for; empty: only callers' tokens are used
 * @param paths what its paths are here
 * @param legacyAuthorization whether callers may also show tokens in the ways that Jellyfin 12 has
 *     switched off
 */
public record JellyfinSettings(
    URI url, Optional<ServiceKey> key, PathMap paths, boolean legacyAuthorization) {
  /** Environment variable with the address of the server. */
  public static final String URL = "JELLYSCALE_JELLYFIN_URL";

  /** Environment variable with our API key. */
  public static final String KEY = "JELLYSCALE_JELLYFIN_KEY";

  /** Environment variable with a file whose first line is our API key. */
  public static final String KEY_FILE = "JELLYSCALE_JELLYFIN_KEY_FILE";

  /** Environment variable with the path map. */
  public static final String PATHS = "JELLYSCALE_JELLYFIN_PATHS";

  /** Environment variable that lets callers show tokens in old ways: {@code on} or {@code off}. */
  public static final String LEGACY = "JELLYSCALE_JELLYFIN_LEGACY_AUTH";

  /** Environment variable with an item whose file must be found here. */
  public static final String PROBE_ITEM = "JELLYSCALE_JELLYFIN_PROBE_ITEM";

  /**
   * What the environment says; empty where it names no server.
   *
   * @throws Invalid if a value is not understood; it names the variable, and no key
   */
  public static Optional<JellyfinSettings> of(Map<String, String> environment) {
    return value(URL, environment)
        .map(
            url ->
                new JellyfinSettings(
                    address(url),
                    ServiceKey.of(environment),
                    PathMap.parse(value(PATHS, environment).orElse("")),
                    isOn(environment)));
  }

  /**
   * The item by which the path map is checked; empty where none is named.
   *
   * @throws Invalid if it is no id
   */
  public static Optional<ItemId> probeItem(Map<String, String> environment) {
    try {
      return value(PROBE_ITEM, environment).map(ItemId::parse);
    } catch (Invalid e) {
      throw new Invalid(PROBE_ITEM + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> value(String name, Map<String, String> environment) {
    return EnvironmentSetting.of(name, environment).value();
  }

  private static boolean isOn(Map<String, String> environment) {
    return switch (value(LEGACY, environment).orElse("off")) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new Invalid(LEGACY + " is 'on' or 'off'");
    };
  }

  private static URI address(String text) {
    try {
      var uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && isBare(uri)) {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), path(uri), null, null);
      }
    } catch (URISyntaxException _) {
      // Told below, without what was set: it may hold a password.
    }
    throw new Invalid(URL + " is an address such as http://jellyfin:8096, and nothing behind it");
  }

  private static boolean isBare(URI uri) {
    return uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
  }

  private static String path(URI uri) {
    var path = uri.getPath() == null ? "" : uri.getPath();
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
