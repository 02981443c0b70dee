package dev.jellyscale.jellyfin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What a server does that is none, or no longer one. */
public enum Misbehaviour {
  /** Breaks the connection. */
  BROKEN,
  /** Fails inside. */
  ERROR,
  /** A proxy says that it is down. */
  GONE,
  /** Says nothing until the fake is closed or minds its manners. */
  SILENT,
  /** A page of some proxy, with status 200. */
  HTML,
  /** Status 200 and nothing else. */
  EMPTY,
  /** Status 204. */
  NOTHING,
  /** Says that it is JSON. */
  NOT_JSON,
  /** JSON whose fields have other types. */
  ODD_TYPES,
  /** An array instead of an object. */
  ARRAY,
  /** JSON of many levels. */
  NESTED,
  /** A body without an end. */
  ENDLESS,
  /** Another address, which would get the token. */
  REDIRECT;

  void answer(HttpExchange exchange, CountDownLatch over, String elsewhere) throws IOException {
    switch (this) {
      case BROKEN -> exchange.close();
      case ERROR -> send(exchange, 500, "text/plain", "Error processing request.");
      case GONE -> send(exchange, 503, "text/html", "<h1>Bad gateway</h1>");
      case SILENT -> await(over);
      case HTML -> send(exchange, 200, "text/html", "<html>Please sign in</html>");
      case EMPTY -> send(exchange, 200, "application/json", "");
      case NOTHING -> exchange.sendResponseHeaders(204, -1);
      case NOT_JSON -> send(exchange, 200, "application/json", "{\"Id\": \"");
      case ODD_TYPES -> send(exchange, 200, "application/json", ODD);
      case ARRAY -> send(exchange, 200, "application/json", "[\"Id\", 1]");
      case NESTED -> send(exchange, 200, "application/json", "[".repeat(100_000));
      case ENDLESS -> endless(exchange, over);
      case REDIRECT -> {
        exchange.getResponseHeaders().add("Location", elsewhere);
        exchange.sendResponseHeaders(302, -1);
      }
    }
  }

  private static final String ODD =
      "{\"Id\":7,\"Name\":{},\"Policy\":[],\"Items\":{\"a\":1},\"TotalRecordCount\":\"1\","
          + "\"Version\":12,\"Type\":true}";

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endless(HttpExchange exchange, CountDownLatch over) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    out.write("{\"Name\":\"".getBytes(StandardCharsets.UTF_8));
    var piece = "x".repeat(1 << 14).getBytes(StandardCharsets.UTF_8);
    while (over.getCount() > 0) {
      out.write(piece);
      out.flush();
    }
  }
}
