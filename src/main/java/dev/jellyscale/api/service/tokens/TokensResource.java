package dev.jellyscale.api.service.tokens;

import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.service.form.TextForm;
import dev.jellyscale.api.service.tokens.TokenViews.NewToken;
import dev.jellyscale.api.service.tokens.TokenViews.Revoked;
import dev.jellyscale.api.service.tokens.TokenViews.TokenList;
import dev.jellyscale.api.service.tokens.TokenViews.TokenView;
import dev.jellyscale.auth.token.TokenRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;

/** Managed tokens. */
@Path("/auth/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TokensResource {
  private final NodeAccess access;

  TokensResource(NodeAccess access) {
    this.access = access;
  }

  /** All of them, without their secrets. */
  @GET
  public TokenList list() {
    var now = Instant.now();
    var tokens = access.tokens().list().stream().map(token -> TokenView.of(token, now)).toList();
    return new TokenList(tokens, access.hasOperatorsToken());
  }

  /** Makes one; its secret is in this answer and nowhere else. */
  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
  public NewToken make(@Context HttpHeaders headers, InputStream body) {
    TokenRequest wanted;
    try (var form = TextForm.read(headers, body)) {
      wanted = TokenForm.request(form);
    }
    var made = access.tokens().make(wanted);
    return new NewToken(made.secret().value(), TokenView.of(made.token(), Instant.now()));
  }

  /** Makes one worth nothing from now on. */
  @DELETE
  @Path("/{id}")
  public Revoked revoke(@RestPath String id) {
    access.tokens().revoke(id);
    return new Revoked(true, id);
  }
}
