package dev.jellyscale.api.access;

import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Headers of every answer. A resource that sets one of them itself, as a page does, keeps it. */
final class SecurityHeaders {
  private static final String FIRST = "X-Content-Type-Options";
  private static final Map<String, String> HEADERS =
      Map.of(
          FIRST,
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private SecurityHeaders() {}

  /** Puts them on the answer when it begins. */
  static void on(RoutingContext route) {
    route.addHeadersEndHandler(_ -> put(route.response().headers()));
  }

  /** Puts them on an answer that the gate has not seen. */
  static void putOn(HttpServerResponse response) {
    put(response.headers());
  }

  /** Puts them on an answer that the framework has not seen. */
  static void putOn(HttpHeaders headers) {
    HEADERS.forEach(
        (name, value) -> {
          if (!headers.contains(name)) {
            headers.set(name, value);
          }
        });
  }

  /** Whether somebody has put them on an answer. */
  static boolean areOn(HttpHeaders headers) {
    return headers.contains(FIRST);
  }

  private static void put(MultiMap headers) {
    HEADERS.forEach(
        (name, value) -> {
          if (!headers.contains(name)) {
            headers.set(name, value);
          }
        });
  }
}
