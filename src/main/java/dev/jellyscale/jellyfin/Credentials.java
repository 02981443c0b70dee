package dev.jellyscale.jellyfin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How tokens are shown to Jellyfin: by the one header that all of its versions take. */
final class Credentials {
  private static final String US =
      "Client=\"Jellyscale\", Device=\"Jellyscale\", DeviceId=\"jellyscale\", Version=\"1\"";

  private Credentials() {}

  /**
   * For a caller's token. Names neither device nor program: Jellyfin would write ours down as those
   * of the caller's device.
   */
  static String of(UserToken token) {
    return "MediaBrowser Token=\"" + encoded(token) + "\"";
  }

  /** For our own key. */
  static String ofService(UserToken token) {
    return "MediaBrowser " + US + ", Token=\"" + encoded(token) + "\"";
  }

  // Jellyfin decodes the values.
  private static String encoded(UserToken token) {
    return URLEncoder.encode(token.value(), StandardCharsets.US_ASCII);
  }
}
