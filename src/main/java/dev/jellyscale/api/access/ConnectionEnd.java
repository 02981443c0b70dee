package dev.jellyscale.api.access;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Tells when a connection is over. A connection has one close handler, which is the framework's: it
 * counts down the connections of which there may be so many, so nobody may put another in its
 * place.
 */
final class ConnectionEnd {
  private ConnectionEnd() {}

  /** Runs {@code then} once, when the connection is closed by whomever, or was already. */
  static void after(HttpConnection connection, Runnable then) {
    ((ConnectionBase) connection).channel().closeFuture().addListener(_ -> then.run());
  }
}
