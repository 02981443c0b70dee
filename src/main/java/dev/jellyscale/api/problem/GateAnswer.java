package dev.jellyscale.api.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Answers that are made outside of resources, and the dialect that a request is answered in. */
public final class GateAnswer {
  private static final String DIALECT = GateAnswer.class.getName();

  private GateAnswer() {}

  /** Has all failures of this request told in {@code dialect}. */
  public static void speak(RoutingContext route, Dialect dialect) {
    route.put(DIALECT, dialect);
  }

  /** How failures of this request are told. */
  public static Dialect dialect(RoutingContext route) {
    Dialect dialect = route.get(DIALECT);
    return dialect == null ? Dialect.SERVICE : dialect;
  }

  /** Answers with a failure that will have passed after a while, which is told in seconds. */
  public static void sendLater(RoutingContext route, Failure failure, Duration wait) {
    route.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)));
    send(route, failure);
  }

  /** A time as {@code Retry-After} tells it: whole seconds, at least one. */
  public static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Answers with a failure and nothing else. */
  public static void send(RoutingContext route, Failure failure) {
    var dialect = dialect(route);
    var response = route.response();
    response
        .setStatusCode(failure.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, dialect.mediaType())
        .end(failure.body(dialect))
        .onFailure(_ -> route.request().connection().close());
  }
}
