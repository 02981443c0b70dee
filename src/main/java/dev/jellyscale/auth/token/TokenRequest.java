package dev.jellyscale.auth.token;

import dev.jellyscale.auth.Scope;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token that somebody wants.
 *
 * @param name 1 to 64 letters, digits, blanks, {@code . _ -}
 * @param scopes at least one
 * @param life whole days, 1 to 3,650; empty for ever
 */
public record TokenRequest(String name, Set<Scope> scopes, Optional<Duration> life) {
  /** Days of the longest life that ends. */
  public static final long MOST_DAYS = 3_650;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_ .-]{1,64}");

  /**
   * Checks all of it.
   *
   * @throws Invalid if the name, the scopes or the days are not as they must be
   */
  public TokenRequest {
    if (!NAME.matcher(name).matches() || name.isBlank()) {
      throw new Invalid("A token's name is 1 to 64 letters, digits, blanks, '.', '_' and '-'");
    }
    if (scopes.isEmpty()) {
      throw new Invalid("A token needs a scope");
    }
    scopes = Set.copyOf(scopes);
    life.ifPresent(TokenRequest::requireDays);
  }

  private static void requireDays(Duration life) {
    if (life.toDays() < 1 || life.toDays() > MOST_DAYS) {
      throw new Invalid("expires_days is 1 to " + MOST_DAYS);
    }
  }
}
