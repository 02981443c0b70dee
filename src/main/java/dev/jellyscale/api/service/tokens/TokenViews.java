package dev.jellyscale.api.service.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.token.StoredToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of the token routes, in the contract's words. */
public final class TokenViews {

  private TokenViews() {}

  /** All tokens, and whether the operator's own exists besides. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record TokenList(List<TokenView> tokens, boolean bootstrapEnv) {}

  /** A new token: the only answer that holds its secret. */
  public record NewToken(String token, TokenView info) {}

  /** A token is revoked. */
  public record Revoked(boolean revoked, String id) {}

  /** What is told of a token. Times are ISO 8601 in UTC. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record TokenView(
      String id,
      String name,
      String prefix,
      String created,
      @Nullable String expiresAt,
      @Nullable String lastUsed,
      boolean enabled,
      boolean expired,
      List<String> scopes) {

    static TokenView of(StoredToken token, Instant now) {
      return new TokenView(
          token.id(),
          token.name(),
          token.prefix(),
          token.created().toString(),
          token.expiresAt().map(Instant::toString).orElse(null),
          token.lastUsed().map(Instant::toString).orElse(null),
          true,
          token.isExpired(now),
          List.of(Scope.words(token.scopes()).split(",")));
    }
  }
}
