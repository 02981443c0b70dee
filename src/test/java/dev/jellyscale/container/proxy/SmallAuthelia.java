package dev.jellyscale.container.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers nginx's question of who somebody is as Authelia does: by the cookie that he brings. */
final class SmallAuthelia implements AutoCloseable {
  /** Where people sign in. */
  static final String PORTAL = "https://auth.example.org/?rd=x";

  private final HttpServer server;

  private SmallAuthelia(HttpServer server) {
    this.server = server;
  }

  static SmallAuthelia start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/authz/auth-request", SmallAuthelia::answer);
    server.start();
    return new SmallAuthelia(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
      boolean complete =
          exchange.getRequestHeaders().containsKey("X-Original-URL")
              && exchange.getRequestHeaders().containsKey("X-Original-Method");
      if (!complete || !cookie.startsWith("authelia_session=")) {
        exchange.getResponseHeaders().set("Location", PORTAL);
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      exchange.getResponseHeaders().set("Remote-User", "ada");
      if (cookie.endsWith("=chief")) {
        exchange.getResponseHeaders().set("Remote-Groups", "family,admins");
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
