package dev.jellyscale.api.access;

import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.Verdict;
import dev.jellyscale.auth.start.ApiToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Finds out who calls, and refuses whoever is nobody. */
final class CallerCheck {
  private static final String TOKEN = "X-Api-Token";

  private final NodeAccess access;
  private final RateLimits limits;

  CallerCheck(NodeAccess access, RateLimits limits) {
    this.access = access;
    this.limits = limits;
  }

  /**
   * Who calls; empty if the request has been refused.
   *
   * @param scope that the route needs; empty where there is no such route
   */
  Optional<Caller> identify(RoutingContext route, Optional<Scope> scope) {
    var address = ClientAddress.key(route.request().remoteAddress().hostAddress());
    var gatekeeper = access.gatekeeper();
    if (gatekeeper.isOpen() && !isOfThisMachine(route.request())) {
      return refuse(route, "A request by another name than this machine's own is not taken");
    }
    var token = presented(route.request());
    return switch (gatekeeper.judge(token, limits.isGuessing(address))) {
      case Verdict.Known(var caller) -> Optional.of(caller);
      case Verdict.NothingConfigured _ ->
          refuse(route, "No API token is configured on this service");
      case Verdict.Missing _ -> refuse(route, "Invalid or missing API token");
      case Verdict.Wrong _ -> {
        limits.failed(address);
        yield refuse(route, "Invalid or missing API token");
      }
      case Verdict.TooMany _ -> tooMany(route, scope, address);
    };
  }

  /** Several tokens are none: proxies differ in which of them they look at. */
  private static Optional<String> presented(HttpServerRequest request) {
    var values = request.headers().getAll(TOKEN);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  private Optional<Caller> tooMany(RoutingContext route, Optional<Scope> scope, String address) {
    var wait = limits.failed(address);
    // Whoever sends pictures takes 429 for an answer about them.
    if (scope.equals(Optional.of(Scope.INFER)) || wait.isZero()) {
      return refuse(route, "Invalid or missing API token");
    }
    GateAnswer.sendLater(route, new Failure(429, "Too many", "Too many wrong tokens"), wait);
    return Optional.empty();
  }

  private static Optional<Caller> refuse(RoutingContext route, String detail) {
    if (GateAnswer.dialect(route) == Dialect.SERVICE) {
      GateAnswer.send(route, new Failure(403, "Forbidden", detail));
    } else {
      route.response().putHeader("WWW-Authenticate", TOKEN);
      GateAnswer.send(route, new Failure(401, "Unauthorized", detail));
    }
    return Optional.empty();
  }

  /**
   * Whether the caller names this machine as such. Without tokens this is what keeps web pages out,
   * which a browser on this machine shows: by a name of theirs that leads here, or across origins.
   */
  private static boolean isOfThisMachine(HttpServerRequest request) {
    var authority = request.authority();
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    return authority != null
        && ApiToken.isLoopback(authority.host())
        && (origin == null || isLoopbackOrigin(origin));
  }

  private static boolean isLoopbackOrigin(String origin) {
    try {
      var host = new URI(origin).getHost();
      return host != null && ApiToken.isLoopback(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
