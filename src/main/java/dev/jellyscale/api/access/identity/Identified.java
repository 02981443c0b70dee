package dev.jellyscale.api.access.identity;

import dev.jellyscale.auth.Caller;
import dev.jellyscale.jellyfin.UserToken;
import java.util.Optional;

/**
 * Somebody who is known.
 *
 * @param token of Jellyfin by which he is known; empty where he is known by something else
 */
public record Identified(Caller caller, Optional<UserToken> token) {

  /** Somebody who is known by something else than a token of Jellyfin. */
  public static Identified as(Caller caller) {
    return new Identified(caller, Optional.empty());
  }
}
