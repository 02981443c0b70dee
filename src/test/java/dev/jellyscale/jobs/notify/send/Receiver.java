package dev.jellyscale.jobs.notify.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.jellyscale.models.fetch.TestTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver on loopback, by http or https, that remembers what it got. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final String scheme;

  /** A request that was read to its end; header names are in lower case. */
  public record Received(String method, String path, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** How a path is answered. */
  public interface Answer {
    void send(HttpExchange exchange) throws IOException;
  }

  private Receiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public static Receiver https() {
    try {
      var server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.setHttpsConfigurator(new HttpsConfigurator(TestTls.server()));
      return new Receiver(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Receiver http() {
    try {
      return new Receiver(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50),
          "http");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new ConcurrentHashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var path = exchange.getRequestURI().getPath();
      var body = exchange.getRequestBody().readAllBytes();
      received.add(new Received(exchange.getRequestMethod(), path, Map.copyOf(headers), body));
      answers.getOrDefault(path, status(200)).send(exchange);
    }
  }

  /** Answers a path from now on. */
  Receiver on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  static Answer status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Says nothing until the receiver is closed. */
  Answer silence() {
    return _ -> awaitClosing();
  }

  /** Answers well, with a body that ends when the receiver is closed. */
  Answer endlessBody() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      var out = exchange.getResponseBody();
      while (closing.getCount() > 0) {
        out.write(new byte[1 << 14]);
        out.flush();
      }
    };
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came so far, the oldest first. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  public String url(String host, String path) {
    return scheme + "://" + host + ":" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
