package dev.jellyscale.api.access;

import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.auth.Scope;
import java.util.Optional;

/**
 * A route of the public port and what holds there.
 *
 * @param method of HTTP, in capitals
 * @param path whose segments are literal or one {@code {name}} each
 * @param scope that a caller needs; empty for public
 * @param dialect that failures are told in
 * @param cap of its request's body
 * @param rate what is bounded besides
 */
public record Route(
    String method,
    PathTemplate path,
    Optional<Scope> scope,
    Dialect dialect,
    BodyCap cap,
    Rate rate) {

  /** What callers may do only so often. */
  public enum Rate {
    /** As often as they like; inference is bounded by its queue. */
    FREE,
    /** Begin downloads. */
    DOWNLOAD,
    /** Open a stream of events, and hold it open. */
    STREAM
  }

  /** A route of the AI service that takes a small body or none. */
  static Route service(String method, String template, Scope scope) {
    return new Route(
        method,
        PathTemplate.of(template),
        Optional.of(scope),
        Dialect.SERVICE,
        BodyCap.SMALL,
        Rate.FREE);
  }

  /** A route of the AI service that anybody may use. */
  static Route open(String method, String template) {
    return new Route(
        method,
        PathTemplate.of(template),
        Optional.empty(),
        Dialect.SERVICE,
        BodyCap.SMALL,
        Rate.FREE);
  }

  /** A route of our own, whose failures are told as RFC 9457 has it. */
  static Route own(String method, String template, Scope scope) {
    return new Route(
        method,
        PathTemplate.of(template),
        Optional.of(scope),
        Dialect.PROBLEM,
        BodyCap.SMALL,
        Rate.FREE);
  }

  /** The same route with bodies of another size. */
  Route taking(BodyCap other) {
    return new Route(method, path, scope, dialect, other, rate);
  }

  /** The same route, but only so often. */
  Route at(Rate other) {
    return new Route(method, path, scope, dialect, cap, other);
  }

  /** The template as it is written. */
  public String template() {
    return path.text();
  }

  /** Method and template, as documents and messages name it. */
  @Override
  public String toString() {
    return method + " " + path.text();
  }
}
