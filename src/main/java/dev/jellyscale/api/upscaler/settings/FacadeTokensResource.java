package dev.jellyscale.api.upscaler.settings;

import dev.jellyscale.api.service.tokens.ManagedTokens;
import dev.jellyscale.api.service.tokens.TokenForm;
import dev.jellyscale.api.service.tokens.TokenViews.NewToken;
import dev.jellyscale.api.service.tokens.TokenViews.Revoked;
import dev.jellyscale.api.service.tokens.TokenViews.TokenList;
import dev.jellyscale.api.upscaler.form.FacadeFields;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.auth.token.TokenRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Tokens of the service, which open nothing of the facade. */
@Path("/Upscaler/tokens")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeTokensResource {
  private static final String LIFE = "expires_days";
  private static final String LIFE_HERE = "expiresDays";

  private final ManagedTokens tokens;

  FacadeTokensResource(ManagedTokens tokens) {
    this.tokens = tokens;
  }

  /** All of them, without their secrets. */
  @GET
  public TokenList list() {
    return tokens.list();
  }

  /** Makes one; its secret is in this answer and nowhere else. */
  @POST
  public NewToken make(@Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    query.required("name");
    query.integer(LIFE_HERE, 1, TokenRequest.MOST_DAYS);
    return tokens.make(TokenForm.request(name -> field(query, name)));
  }

  private static Optional<String> field(FacadeFields query, String name) {
    return query.text(name.equals(LIFE) ? LIFE_HERE : name);
  }

  /** Makes one worth nothing from now on. */
  @DELETE
  @Path("/{id}")
  public Revoked revoke(@PathParam("id") String id) {
    return tokens.revoke(id);
  }
}
