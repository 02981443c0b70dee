package dev.jellyscale.api.access;

import dev.jellyscale.api.access.identity.ApiTokenSource;
import dev.jellyscale.api.access.identity.Arrival;
import dev.jellyscale.api.access.identity.Finding;
import dev.jellyscale.api.access.identity.Identified;
import dev.jellyscale.api.access.identity.IdentitySources;
import dev.jellyscale.api.access.identity.Realm;
import dev.jellyscale.api.access.sender.Sender;
import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import dev.jellyscale.auth.Scope;
import dev.jellyscale.auth.Verdict;
import dev.jellyscale.auth.start.ApiToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out who calls, and refuses whoever is nobody. */
final class CallerCheck {
  private static final Failure FOREIGN =
      new Failure(403, "Forbidden", "Pages of other sites may change nothing here");

  private final NodeAccess access;
  private final IdentitySources sources;
  private final Waiting waiting;

  CallerCheck(NodeAccess access, IdentitySources sources, Waiting waiting) {
    this.access = access;
    this.sources = sources;
    this.waiting = waiting;
  }

  /**
   * Finds out who calls.
   *
   * @param scope that the route needs; empty where it needs none, or there is no such route
   * @param on what becomes of the request where it is somebody; at once, or later on the request's
   *     own context. Not run where the request has been refused, or its caller has hung up
   */
  void identify(RoutingContext route, Realm realm, Optional<Scope> scope, Consumer<Identified> on) {
    var request = route.request();
    if (realm == Realm.NODE && access.gatekeeper().isOpen() && !isOfThisMachine(request)) {
      refuse(route, realm, "A request by another name than this machine's own is not taken");
      return;
    }
    var arrival = new Arrival(request, Sender.of(route), realm, scope);
    settle(route, realm, sources.look(arrival), on);
  }

  private void settle(RoutingContext route, Realm realm, Finding finding, Consumer<Identified> on) {
    switch (finding) {
      case Finding.Somebody(var who) -> on.accept(who);
      case Finding.Nothing _, Finding.Nobody _ -> refuse(route, realm, lacking(realm));
      case Finding.Foreign _ -> GateAnswer.send(route, FOREIGN);
      case Finding.TooMany(var wait) ->
          GateAnswer.sendLater(route, new Failure(429, "Too many", "Too many wrong tokens"), wait);
      case Finding.Unknowable(var wait) -> unknowable(route, wait);
      case Finding.Asking(var answer) ->
          waiting.await(
              route,
              answer,
              (told, failure) -> {
                if (told == null || failure != null) {
                  unknowable(route, Waiting.COME_AGAIN);
                } else {
                  settle(route, realm, told, on);
                }
              });
    }
  }

  /** The same for a credential that is missing and for a wrong one. */
  private String lacking(Realm realm) {
    if (realm == Realm.FACADE) {
      return "Signing in is needed";
    }
    return access.gatekeeper().judge(Optional.empty(), false) instanceof Verdict.NothingConfigured
        ? "No API token is configured on this service"
        : "Invalid or missing API token";
  }

  private static void unknowable(RoutingContext route, Duration wait) {
    var failure =
        new Failure(503, "Unavailable", "Who is calling cannot be found out at the moment");
    GateAnswer.sendLater(route, failure, wait);
  }

  private static void refuse(RoutingContext route, Realm realm, String detail) {
    if (GateAnswer.dialect(route) == Dialect.SERVICE) {
      GateAnswer.send(route, new Failure(403, "Forbidden", detail));
    } else {
      var challenge = realm == Realm.FACADE ? "MediaBrowser" : ApiTokenSource.HEADER;
      route.response().putHeader("WWW-Authenticate", challenge);
      GateAnswer.send(route, new Failure(401, "Unauthorized", detail));
    }
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
