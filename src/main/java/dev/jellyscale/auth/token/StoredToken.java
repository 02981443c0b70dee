package dev.jellyscale.auth.token;

import dev.jellyscale.auth.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A managed token without its secret.
 *
 * @param id 16 hexadecimal digits
 * @param prefix first characters of the secret
 * @param expiresAt from when it is worth nothing; empty for never
 * @param lastUsed to the minute; empty if it was never used
 */
public record StoredToken(
    String id,
    String name,
    String prefix,
    Set<Scope> scopes,
    Instant created,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsed) {

  /** Whether it is worth nothing any more at {@code now}. */
  public boolean isExpired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}
