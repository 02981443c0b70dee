package dev.jellyscale.cli.jobs.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a node for jobs. Whatever the node refuses becomes the failure that means the same.
 * Interrupting the calling thread ends a call.
 */
public final class JobsClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_PATIENCE = Duration.ofHours(1);
  private static final int OK_BELOW = 300;
  private static final int MOST_OF_A_PAGE = 200;
  private static final int LONGEST_PROBLEM = 64 << 10;

  private final ServiceAddress address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A client of this node. */
  public JobsClient(ServiceAddress address) {
    this.address = address;
  }

  /** What the node has at a path below {@code /api/v1}. */
  public JsonNode get(String path) throws InterruptedException {
    return read(request(path).GET().timeout(PATIENCE).build());
  }

  /**
   * What a list has, from as many pages as it takes, as {@code {"items": [...]}}.
   *
   * @param query further parameters, each with {@code &} in front
   * @param limit most items
   */
  public JsonNode pages(String path, String query, int limit) throws InterruptedException {
    var list = JsonNodeFactory.instance.objectNode();
    var items = list.putArray("items");
    var cursor = "";
    do {
      int most = Math.min(MOST_OF_A_PAGE, limit - items.size());
      var next = cursor.isEmpty() ? "" : "&cursor=" + cursor;
      var page = get(path + "?limit=" + most + query + next);
      page.path("items").forEach(items::add);
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && items.size() < limit);
    return list;
  }

  /**
   * Has the node do something.
   *
   * @param method of HTTP
   * @param body empty: none is sent
   * @param headers besides those of every request
   */
  public JsonNode send(
      String method, String path, Optional<JsonNode> body, Map<String, String> headers)
      throws InterruptedException {
    var request = request(path).timeout(PATIENCE);
    headers.forEach(request::header);
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    var publisher =
        body.map(json -> BodyPublishers.ofString(json.toString(), StandardCharsets.UTF_8))
            .orElseGet(BodyPublishers::noBody);
    return read(request.method(method, publisher).build());
  }

  /**
   * Has the node remove a film, all of which it reads first; so this is waited for as long as it
   * takes to read the largest.
   */
  public void remove(String path) throws InterruptedException {
    var _ = read(request(path).timeout(LONG_PATIENCE).DELETE().build());
  }

  /** {@link #send} without a body. */
  public JsonNode send(String method, String path) throws InterruptedException {
    return send(method, path, Optional.empty(), Map.of());
  }

  /**
   * Opens a stream of events, to be closed by the caller.
   *
   * @param last id of the last one that was heard; empty: those that come
   */
  public EventLines events(String path, Optional<String> last) throws InterruptedException {
    var request = request(path).GET().header("Accept", "text/event-stream");
    last.ifPresent(id -> request.header("Last-Event-ID", id));
    var response = exchange(request.build());
    return new EventLines(response.body());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(address.node() + "/api/v1" + path));
    address.token().ifPresent(token -> request.header("X-Api-Token", token));
    return request;
  }

  private JsonNode read(HttpRequest request) throws InterruptedException {
    try (var body = exchange(request).body()) {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Unavailable("What answers at " + address + " is no node of Jellyscale", e);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private HttpResponse<InputStream> exchange(HttpRequest request) throws InterruptedException {
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() >= OK_BELOW) {
        try (var body = response.body()) {
          throw Refusal.of(response.statusCode(), problem(body));
        }
      }
      return response;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private Unavailable broken(IOException cause) {
    return new Unavailable("No node answers at %s: %s".formatted(address, words(cause)), cause);
  }

  private static String words(IOException cause) {
    return Optional.ofNullable(cause.getMessage()).orElse("no connection");
  }

  private static JsonNode problem(InputStream body) throws IOException {
    try {
      return JSON.readTree(body.readNBytes(LONGEST_PROBLEM));
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
