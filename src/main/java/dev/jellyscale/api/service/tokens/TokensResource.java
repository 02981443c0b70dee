package dev.jellyscale.api.service.tokens;

import dev.jellyscale.api.service.form.TextForm;
import dev.jellyscale.api.service.tokens.TokenViews.NewToken;
import dev.jellyscale.api.service.tokens.TokenViews.Revoked;
import dev.jellyscale.api.service.tokens.TokenViews.TokenList;
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
import org.jboss.resteasy.reactive.RestPath;

/** Managed tokens. */
@Path("/auth/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TokensResource {
  private final ManagedTokens tokens;

  TokensResource(ManagedTokens tokens) {
    this.tokens = tokens;
  }

  /** All of them, without their secrets. */
  @GET
  public TokenList list() {
    return tokens.list();
  }

  /** Makes one; its secret is in this answer and nowhere else. */
  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
  public NewToken make(@Context HttpHeaders headers, InputStream body) {
    TokenRequest wanted;
    try (var form = TextForm.read(headers, body)) {
      wanted = TokenForm.request(form::text);
    }
    return tokens.make(wanted);
  }

  /** Makes one worth nothing from now on. */
  @DELETE
  @Path("/{id}")
  public Revoked revoke(@RestPath String id) {
    return tokens.revoke(id);
  }
}
