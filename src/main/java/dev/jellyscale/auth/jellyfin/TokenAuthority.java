package dev.jellyscale.auth.jellyfin;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.Identity;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.UserToken;

/** Who can say whose a token is. Its methods block, and fail as {@link Unavailable}. */
public interface TokenAuthority {

  /** Who shows this token. */
  Identity whoIs(UserToken token);

  /** Whether a token without a user is an API key, which may do everything. */
  boolean isKey(UserToken token);

  /** A Jellyfin server as such. */
  static TokenAuthority of(JellyfinServer server) {
    return new TokenAuthority() {
      @Override
      public Identity whoIs(UserToken token) {
        return server.whoIs(token);
      }

      @Override
      public boolean isKey(UserToken token) {
        return server.isKey(token);
      }
    };
  }
}
