package dev.jellyscale.api.access;

import dev.jellyscale.api.access.route.Need;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteMatch;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.api.problem.Failure;
import dev.jellyscale.api.problem.GateAnswer;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Scope;
import io.github.bucket4j.TimeMeter;
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

  private static final Duration COME_AGAIN = Duration.ofSeconds(5);
  private static final Failure STOPPING =
      new Failure(503, "Unavailable", "The service is stopping; try again later");

  private static final Failure NOBODY =
      new Failure(401, "Unauthorized", "A valid token of the Jellyfin server is needed");

  private final RateLimits limits = new RateLimits(TimeMeter.SYSTEM_MILLISECONDS);
  private final BodyGate bodies = new BodyGate(System.getenv());
  private final CallerCheck callers;
  private final OpenRequests open;

  AccessFilter(NodeAccess access, OpenRequests open) {
    callers = new CallerCheck(access, limits);
    this.open = open;
  }

  void filters(@Observes Filters filters) {
    filters.register(this::decide, PRIORITY);
  }

  void router(@Observes Router router) {
    bodies.redispatchBy(router);
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
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      // Who reads the first name and who reads the last one would take it for two requests.
      GateAnswer.speak(route, match.dialect());
      GateAnswer.send(route, Failure.ofStatus(400));
      return;
    }
    if (open.refusing()) {
      GateAnswer.speak(route, match.dialect());
      route.response().putHeader(HttpHeaders.CONNECTION, "close");
      GateAnswer.sendLater(route, STOPPING, COME_AGAIN);
      return;
    }
    switch (match) {
      case RouteMatch.Found(var row) -> decide(route, row);
      case RouteMatch.Unknown(var dialect) -> {
        if (isKnown(route, dialect)) {
          GateAnswer.send(route, Failure.UNKNOWN_ROUTE);
        }
      }
      case RouteMatch.OtherMethod(var allowed, var dialect) -> {
        if (isKnown(route, dialect)) {
          route.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
          GateAnswer.send(route, Failure.WRONG_METHOD);
        }
      }
    }
  }

  /** Whether somebody calls who may hear what does not exist; else the request is refused. */
  private boolean isKnown(RoutingContext route, Dialect dialect) {
    GateAnswer.speak(route, dialect);
    return callers.identify(route, Optional.empty()).isPresent();
  }

  private void decide(RoutingContext route, Route row) {
    GateAnswer.speak(route, row.dialect());
    switch (row.need()) {
      case Need.Nothing _ -> enter(route, new Admission(new Caller.Anonymous(), row));
      case Need.Scoped(var scope) -> decide(route, row, scope);
      // Nobody is known there yet.
      case Need.Elevated _ -> GateAnswer.send(route, NOBODY);
    }
  }

  private void decide(RoutingContext route, Route row, Scope scope) {
    callers
        .identify(route, Optional.of(scope))
        .ifPresent(
            caller -> {
              if (caller.may(scope)) {
                enter(route, new Admission(caller, row));
              } else {
                var lacking = "This token lacks the scope '" + scope.word() + "'";
                GateAnswer.send(route, new Failure(403, "Forbidden", lacking));
              }
            });
  }

  private void enter(RoutingContext route, Admission admission) {
    bodies.pass(route, admission, () -> goOn(route, admission));
  }

  private void goOn(RoutingContext route, Admission admission) {
    GateAnswer.speak(route, admission.row().dialect());
    CurrentCaller.set(route, admission.caller());
    var caller = admission.caller().key();
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
