package dev.jellyscale.jellyfin.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of the server.
 *
 * @param method such as {@code GET}
 * @param path below the base path, with a slash in front; each name already fit for a URL
 * @param query in order; no token is ever among it
 * @param authorization value of the header; empty for what anybody may ask
 * @param body what is sent
 * @param bound how much is waited for and read
 */
public record Call(
    String method,
    String path,
    List<Parameter> query,
    Optional<String> authorization,
    Optional<Body> body,
    Bound bound) {

  /** One part of the query, before it is encoded. */
  public record Parameter(String name, String value) {}

  /** Bytes and what they are. */
  public record Body(String type, byte[] bytes) {}

  public Call {
    query = List.copyOf(query);
  }

  /** Asks without a token. */
  public static Call get(String path, Parameter... query) {
    return new Call("GET", path, List.of(query), Optional.empty(), Optional.empty(), Bound.USUAL);
  }

  /** Asks for something to be done. */
  public static Call post(String path, Parameter... query) {
    return get(path, query).by("POST");
  }

  /** Asks for something to be taken away. */
  public static Call delete(String path, Parameter... query) {
    return get(path, query).by("DELETE");
  }

  private Call by(String other) {
    return new Call(other, path, query, authorization, body, bound);
  }

  /** The same, by somebody. */
  public Call as(String header) {
    return new Call(method, path, query, Optional.of(header), body, bound);
  }

  /** The same with a body. */
  public Call with(Body sent) {
    return new Call(method, path, query, authorization, Optional.of(sent), bound);
  }

  /** The same with another parameter, where there is a value for it. */
  public Call and(String name, Optional<String> value) {
    return new Call(
        method,
        path,
        Stream.concat(query.stream(), value.map(text -> new Parameter(name, text)).stream())
            .toList(),
        authorization,
        body,
        bound);
  }

  /** The same within other bounds. */
  public Call within(Bound other) {
    return new Call(method, path, query, authorization, body, other);
  }

  /** Path and query as they go onto the line. */
  String target() {
    var text =
        query.stream()
            .map(p -> encoded(p.name()) + "=" + encoded(p.value()))
            .collect(Collectors.joining("&"));
    return text.isEmpty() ? path : path + "?" + text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Tells neither token nor body. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
