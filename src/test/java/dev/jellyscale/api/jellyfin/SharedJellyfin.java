package dev.jellyscale.api.jellyfin;

import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeUser;

/**
 * The Jellyfin server that the application of the tests asks: one for all of them, with 12.0's
 * ways. What the node knows of a token lasts 15 s, so every test brings users of its own.
 */
public final class SharedJellyfin {
  private static final FakeJellyfin FAKE = FakeJellyfin.of(FakeJellyfin.Release.V12_0);

  private SharedJellyfin() {}

  /** The server. */
  public static FakeJellyfin get() {
    return FAKE;
  }

  /** Adds a user, and tells the header that shows his token. */
  public static String signedIn(FakeUser user) {
    return header(FAKE.world().add(user).token());
  }

  /** The header that shows a token. */
  public static String header(String token) {
    return "MediaBrowser Client=\"Jellyfin Web\", Device=\"Firefox\", DeviceId=\"TW96aWxsYQ\","
        + " Version=\"12.0.0\", Token=\""
        + token
        + "\"";
  }
}
