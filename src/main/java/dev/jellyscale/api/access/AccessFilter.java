package dev.jellyscale.api.access;

import dev.jellyscale.api.access.identity.Identified;
import dev.jellyscale.api.access.identity.IdentitySources;
import dev.jellyscale.api.access.identity.Realm;
import dev.jellyscale.api.access.limit.RateLimits;
import dev.jellyscale.api.access.route.Need;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteMatch;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.api.access.sender.NodeProxies;
import dev.jellyscale.api.access.sender.Senders;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import dev.jellyscale.auth.Caller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gate of the public port. Decides about every request by its head alone, before any of its
 * body is read and before anybody else sees it.
 */
@Singleton
class AccessFilter {
  /** Before everything that knows about bodies. */
  private static final int PRIORITY = 10_000;

  private final Senders senders;
  private final BodyGate bodies = new BodyGate(System.getenv());
  private final RateLimits limits;
  private final Waiting waiting;
  private final CallerCheck callers;
  private final UserQuota quota;
  private final OpenRequests open;

  AccessFilter(
      NodeAccess access,
      IdentitySources sources,
      NodeProxies proxies,
      UserQuota quota,
      OpenRequests open) {
    senders = new Senders(proxies.settings());
    limits = sources.limits();
    waiting = new Waiting(open);
    callers = new CallerCheck(access, sources, waiting);
    this.quota = quota;
    this.open = open;
  }

  void filters(@Observes Filters filters) {
    filters.register(this::decide, PRIORITY);
  }

  void router(@Observes Router router) {
    bodies.redispatchBy(router);
    senders.base().redispatchBy(router);
    router.route().failureHandler(AccessFilter::failed);
  }

  /** What the router itself refuses. */
  private static void failed(RoutingContext route) {
    if (!route.response().headWritten()) {
      SecurityHeaders.putOn(route.response());
      int status = route.statusCode() < 0 ? 500 : route.statusCode();
      GateAnswer.send(route, Failure.ofStatus(status));
    }
  }

  private void decide(RoutingContext route) {
    if (senders.base().cut(route)) {
      return; // It comes again, without what is in front of our paths.
    }
    senders.look(route);
    SecurityHeaders.on(route);
    BodyEnd.settle(route);
    var admitted = BodyGate.admitted();
    if (admitted != null) {
      goOn(route, admitted);
      return;
    }
    var request = route.request();
    var path = Optional.ofNullable(request.path()).orElse("");
    var match = RouteTable.match(request.method().name(), path);
    GateAnswer.speak(route, match.dialect());
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      // Who reads the first name and who reads the last one would take it for two requests.
      GateAnswer.send(route, Failure.ofStatus(400));
    } else if (!waiting.refuses(route)) {
      decide(route, match, RouteMatch.isFacade(path) ? Realm.FACADE : Realm.NODE);
    }
  }

  /** Who may not come in hears nothing of which routes there are. */
  private void decide(RoutingContext route, RouteMatch match, Realm realm) {
    switch (match) {
      case RouteMatch.Found(var row) -> decide(route, row);
      case RouteMatch.Unknown _ ->
          callers.identify(
              route, realm, Optional.empty(), _ -> GateAnswer.send(route, Failure.UNKNOWN_ROUTE));
      case RouteMatch.OtherMethod(var allowed, _) ->
          callers.identify(
              route,
              realm,
              Optional.empty(),
              _ -> {
                route.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
                GateAnswer.send(route, Failure.WRONG_METHOD);
              });
    }
  }

  private void decide(RoutingContext route, Route row) {
    switch (row.need()) {
      case Need.Nothing _ ->
          enter(route, new Admission(Identified.as(new Caller.Anonymous()), row));
      case Need.Scoped(var scope) ->
          callers.identify(
              route,
              Realm.NODE,
              Optional.of(scope),
              who ->
                  judge(
                      route,
                      new Admission(who, row),
                      who.caller().may(scope),
                      "This token lacks the scope '" + scope.word() + "'"));
      case Need.Elevated(var elevation) ->
          callers.identify(
              route,
              Realm.FACADE,
              Optional.empty(),
              who ->
                  judge(
                      route,
                      new Admission(who, row),
                      elevation.admits(who.caller(), quota.perDay()),
                      "Not for this caller"));
    }
  }

  private void judge(RoutingContext route, Admission admission, boolean may, String lacking) {
    if (may) {
      enter(route, admission);
    } else {
      GateAnswer.send(route, new Failure(403, "Forbidden", lacking));
    }
  }

  private void enter(RoutingContext route, Admission admission) {
    bodies.pass(route, admission, () -> goOn(route, admission));
  }

  private void goOn(RoutingContext route, Admission admission) {
    GateAnswer.speak(route, admission.row().dialect());
    CurrentCaller.set(route, admission.who());
    var caller = admission.who().caller().key();
    var wait =
        switch (admission.row().rate()) {
          case FREE -> Optional.<Duration>empty();
          case DOWNLOAD -> limits.download(caller);
          case FRAME -> limits.frame(caller);
          case STREAM -> limits.stream(caller);
        };
    if (wait.isPresent()) {
      GateAnswer.sendLater(route, new Failure(429, "Too many", "Too many of these"), wait.get());
      return;
    }
    if (admission.row().rate() == Route.Rate.STREAM) {
      giveBack(route, caller);
    } else {
      open.count(route);
    }
    bodies.watch(route, admission.row());
    route.next();
  }

  /** Whatever ends the stream, and once: a connection that is lost ends no answer. */
  private void giveBack(RoutingContext route, String caller) {
    var open = new AtomicBoolean(true);
    Runnable close =
        () -> {
          if (open.compareAndSet(true, false)) {
            limits.closed(caller);
          }
        };
    route.addEndHandler(_ -> close.run());
    ConnectionEnd.after(route.request().connection(), close);
  }
}
