package dev.jellyscale.api.access;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What becomes of a body that is not read to its end. The connection is closed, but a little is
 * taken off it first: a connection that is closed with bytes unread is reset, and the caller, who
 * is still sending, would never see the answer.
 */
final class BodyEnd {
  private static final long LINGER_BYTES = 256 << 10;
  private static final Duration LINGER = Duration.ofSeconds(1);

  private BodyEnd() {}

  /** Whether a request has a body at all. */
  static boolean hasBody(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  /** Sees to it that nothing is left of {@code route}'s body when its answer is given. */
  static void settle(RoutingContext route) {
    var request = route.request();
    route.addHeadersEndHandler(
        _ -> {
          if (hasBody(request) && !isRead(request)) {
            route.response().putHeader(HttpHeaders.CONNECTION, "close");
          }
        });
    // A body that failed has no rest; whoever still reads it has to hear so, from his own handlers.
    route.addEndHandler(
        end -> {
          if (end.succeeded()) {
            finish(route);
          }
        });
  }

  /**
   * Whether all of a body was read. A request says that it has ended only while its reader wants
   * more; a reader that has got the last byte wants no more.
   */
  private static boolean isRead(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.fetch(1);
    }
    return request.isEnded();
  }

  private static void finish(RoutingContext route) {
    var request = route.request();
    // Of a connection that is lost nothing can be left, and its request takes no handler any more.
    if (request.isEnded() || route.response().closed()) {
      return;
    }
    if (hasBody(request)) {
      linger(route.vertx(), request);
    } else {
      request.resume(); // Else the connection would take no further request.
    }
  }

  private static void linger(Vertx vertx, HttpServerRequest request) {
    var connection = request.connection();
    var taken = new long[1];
    long timer = vertx.setTimer(LINGER.toMillis(), _ -> connection.close());
    ConnectionEnd.after(connection, () -> vertx.cancelTimer(timer));
    request.exceptionHandler(_ -> connection.close());
    request.endHandler(_ -> connection.close());
    request.handler(
        bytes -> {
          taken[0] += bytes.length();
          if (taken[0] > LINGER_BYTES) {
            connection.close();
          }
        });
    request.resume();
  }
}
