package dev.jellyscale.jellyfin;

import java.util.Optional;

/**
 * As whom something is read.
 *
 * @param token of the caller, or of the service where it has found out itself who is calling
 * @param user whose view it is; empty: that of the token's own user. Jellyfin takes another one
 *     from administrators alone
 */
public record View(UserToken token, Optional<UserId> user) {

  /** What the token's own user sees. */
  public static View of(UserToken token) {
    return new View(token, Optional.empty());
  }
}
