package dev.jellyscale.cli.facadebench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Stands in for Jellyfin on this machine: knows {@code GET /Users/Me}, takes every token for a
 * user's, and remembers when it was asked about which.
 */
final class StandIn implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("Token=\"([0-9a-f]{32})\"");
  private static final int BACKLOG = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Long>> asked = new ConcurrentHashMap<>();

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/Users/Me", this::me);
    server.start();
  }

  private void me(HttpExchange exchange) throws IOException {
    try (exchange) {
      var header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      var token = TOKEN.matcher(header);
      if (!token.find()) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      asked
          .computeIfAbsent(token.group(1), _ -> new CopyOnWriteArrayList<>())
          .add(System.nanoTime());
      var body =
          """
          {"Name":"A user","ServerId":"%1$s","Id":"%1$s","HasPassword":true,\
          "Policy":{"IsAdministrator":false,"IsHidden":false,"IsDisabled":false}}"""
              .formatted(token.group(1))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often it was asked. */
  int questions() {
    return asked.values().stream().mapToInt(List::size).sum();
  }

  /** How often it was asked about one token in any such time, at the most. */
  int mostAbout(Duration time) {
    return asked.values().stream().mapToInt(times -> most(times, time.toNanos())).max().orElse(0);
  }

  private static int most(List<Long> times, long span) {
    var inside = new ArrayDeque<Long>();
    int most = 0;
    for (var now : times) {
      inside.add(now);
      while (now - inside.getFirst() >= span) {
        inside.removeFirst();
      }
      most = Math.max(most, inside.size());
    }
    return most;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
