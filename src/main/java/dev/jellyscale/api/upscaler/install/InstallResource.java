package dev.jellyscale.api.upscaler.install;

import dev.jellyscale.auth.proxy.Forwarded;
import dev.jellyscale.auth.proxy.TrustedProxies;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Tells how to set the facade up. Changes nothing anywhere, and reads no body. */
@Path("/Upscaler/install")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class InstallResource {
  private final Optional<PublicUrl> set;
  private final TrustedProxies trusted;

  InstallResource() {
    set = PublicUrl.of(System.getenv());
    trusted = TrustedProxies.ofEnvironment(System.getenv());
  }

  /**
   * The text.
   *
   * @throws Invalid if neither a setting nor the request tells how this node is reached
   */
  @POST
  @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
  public String install(@Context RoutingContext route) {
    return SetUpText.of(set.orElseGet(() -> asked(route.request())));
  }

  private PublicUrl asked(HttpServerRequest request) {
    var peer = request.remoteAddress().hostAddress();
    var told = Forwarded.of(peer, trusted, request.headers()::getAll);
    var authority = request.authority();
    if (told.host().isEmpty() && authority == null) {
      throw new Invalid("The request names no host; set " + PublicUrl.NAME);
    }
    return new PublicUrl(
        "%s://%s%s"
            .formatted(
                told.scheme().orElse(request.isSSL() ? "https" : "http"),
                told.host().orElseGet(() -> String.valueOf(authority)),
                told.prefix()));
  }
}
