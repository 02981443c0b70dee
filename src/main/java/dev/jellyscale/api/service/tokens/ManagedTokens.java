package dev.jellyscale.api.service.tokens;

import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.service.tokens.TokenViews.NewToken;
import dev.jellyscale.api.service.tokens.TokenViews.Revoked;
import dev.jellyscale.api.service.tokens.TokenViews.TokenList;
import dev.jellyscale.api.service.tokens.TokenViews.TokenView;
import dev.jellyscale.auth.token.TokenRequest;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Tokens that administrators make and revoke. */
@Singleton
public class ManagedTokens {
  private final NodeAccess access;

  ManagedTokens(NodeAccess access) {
    this.access = access;
  }

  /** All of them, without their secrets. */
  public TokenList list() {
    var now = Instant.now();
    var tokens = access.tokens().list().stream().map(token -> TokenView.of(token, now)).toList();
    return new TokenList(tokens, access.hasOperatorsToken());
  }

  /** Makes one; its secret is in this answer and nowhere else. */
  public NewToken make(TokenRequest wanted) {
    var made = access.tokens().make(wanted);
    return new NewToken(made.secret().value(), TokenView.of(made.token(), Instant.now()));
  }

  /**
   * Makes one worth nothing from now on.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is none of that id
   */
  public Revoked revoke(String id) {
    access.tokens().revoke(id);
    return new Revoked(true, id);
  }
}
