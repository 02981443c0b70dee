package dev.jellyscale.jellyfin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A server on loopback that answers as Jellyfin does, and remembers what it was asked. What it
 * holds is in {@link #world()} and may change at any time.
 */
public final class FakeJellyfin implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Release release;
  private final FakeWorld world = new FakeWorld();
  private final FakeRoutes routes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<Bad>> bad = new AtomicReference<>(Optional.empty());

  /** Whose ways it has. */
  public enum Release {
    V10_11("10.11.4", true),
    V12_0("12.0.0", false);

    private final String version;
    private final boolean legacy;

    Release(String version, boolean legacy) {
      this.version = version;
      this.legacy = legacy;
    }

    public String version() {
      return version;
    }
  }

  /** A request that was read to its end; names of headers are in lower case. */
  public record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    /** Method and path, with {@code {id}} for each id. */
    public String route() {
      return method + " " + path.replaceAll("[0-9a-f]{32}", "{id}");
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Bad manners, and their end. */
  private record Bad(Misbehaviour how, Predicate<String> paths, CountDownLatch over) {}

  /** What is answered. */
  record Answer(int status, String type, byte[] body) {
    static Answer status(int status) {
      return new Answer(status, "", new byte[0]);
    }

    static Answer json(Object value) {
      try {
        return new Answer(200, "application/json; charset=utf-8", JSON.writeValueAsBytes(value));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private FakeJellyfin(Release release) {
    this.release = release;
    routes = new FakeRoutes(world, new FakeShapes(release), release.version());
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public static FakeJellyfin of(Release release) {
    return new FakeJellyfin(release);
  }

  /** Thirty-two digits that follow from a text. */
  static String hex(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = read(exchange);
      asked.add(request);
      var ill = bad.get();
      if (ill.isPresent() && ill.get().paths().test(request.path())) {
        ill.get().how().answer(exchange, ill.get().over(), url() + "/elsewhere");
        return;
      }
      var authorization = new FakeAuthorization(release.legacy);
      var token = authorization.token(exchange.getRequestHeaders(), request.query());
      token.ifPresent(
          value -> world.heard(value, authorization.pairs(exchange.getRequestHeaders())));
      send(exchange, routes.answer(request, token));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (!answer.type().isEmpty()) {
      exchange.getResponseHeaders().add("Content-Type", answer.type());
    }
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  private static Asked read(HttpExchange exchange) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var uri = exchange.getRequestURI();
    return new Asked(
        exchange.getRequestMethod(),
        uri.getPath(),
        query(uri),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private static Map<String, String> query(URI uri) {
    var query = new LinkedHashMap<String, String>();
    for (var part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        // A list comes as one text with commas, or as one parameter for each.
        query.merge(
            decoded(part.substring(0, equals)),
            decoded(part.substring(equals + 1)),
            (before, more) -> before + "," + more);
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What it holds. */
  public FakeWorld world() {
    return world;
  }

  /** Without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Settings of ours for it, with our key {@link FakeWorld#SERVICE_KEY} and these paths. */
  public JellyfinSettings settings(String paths) {
    return JellyfinSettings.of(
            Map.of(
                JellyfinSettings.URL,
                url(),
                JellyfinSettings.KEY,
                FakeWorld.SERVICE_KEY,
                JellyfinSettings.PATHS,
                paths))
        .orElseThrow();
  }

  /** Answers every request in this way from now on, until {@link #behaves}. */
  public void misbehaves(Misbehaviour how) {
    misbehaves(how, _ -> true);
  }

  /** The same for some paths alone. */
  public void misbehaves(Misbehaviour how, Predicate<String> paths) {
    behaves();
    bad.set(Optional.of(new Bad(how, paths, new CountDownLatch(1))));
  }

  /** Is a good server again. */
  public void behaves() {
    bad.getAndSet(Optional.empty()).ifPresent(ill -> ill.over().countDown());
  }

  /** What it was asked so far, the oldest first. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** How often a route was asked, such as {@code GET /Items/{id}}. */
  public long calls(String route) {
    return asked.stream().filter(one -> one.route().equals(route)).count();
  }

  /** Forgets what it was asked. */
  public void forget() {
    asked.clear();
  }

  /** The last request of a route. */
  public Asked last(String route) {
    return asked.reversed().stream()
        .filter(one -> one.route().equals(route))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody asked " + route));
  }

  @Override
  public void close() {
    behaves();
    server.stop(0);
    threads.shutdownNow();
  }
}
