package dev.jellyscale.api.access.route;

import dev.jellyscale.api.problem.Dialect;
import dev.jellyscale.auth.Elevation;
import dev.jellyscale.auth.Scope;

/**
 * A route of the public port and what holds there.
 *
 * @param method of HTTP, in capitals
 * @param path whose segments are literal or one {@code {name}} each
 * @param need who may use it
 * @param dialect that failures are told in
 * @param cap of its request's body
 * @param rate what is bounded besides
 */
public record Route(
    String method, PathTemplate path, Need need, Dialect dialect, BodyCap cap, Rate rate) {

  /** What callers may do only so often. */
  public enum Rate {
    /** As often as they like; inference is bounded by its queue. */
    FREE,
    /** Begin downloads. */
    DOWNLOAD,
    /** Have frames upscaled by the facade: one count for all of its routes that do. */
    FRAME,
    /** Open a stream of events, and hold it open. */
    STREAM
  }

  /** A route of the AI service that takes a small body or none. */
  static Route service(String method, String template, Scope scope) {
    return of(method, template, new Need.Scoped(scope), Dialect.SERVICE);
  }

  /** A route of the AI service that anybody may use. */
  static Route open(String method, String template) {
    return of(method, template, new Need.Nothing(), Dialect.SERVICE);
  }

  /** A route of our own, whose failures are told as RFC 9457 has it. */
  static Route own(String method, String template, Scope scope) {
    return of(method, template, new Need.Scoped(scope), Dialect.PROBLEM);
  }

  /** A route of our own that anybody may use. */
  static Route welcome(String method, String template) {
    return of(method, template, new Need.Nothing(), Dialect.PROBLEM);
  }

  /** A route of the facade, whose failures are told as RFC 9457 has it. */
  static Route facade(String method, String template, Elevation elevation) {
    return of(method, template, new Need.Elevated(elevation), Dialect.PROBLEM);
  }

  private static Route of(String method, String template, Need need, Dialect dialect) {
    return new Route(method, PathTemplate.of(template), need, dialect, BodyCap.SMALL, Rate.FREE);
  }

  /** The same route with bodies of another size. */
  Route taking(BodyCap other) {
    return new Route(method, path, need, dialect, other, rate);
  }

  /** The same route, but only so often. */
  Route at(Rate other) {
    return new Route(method, path, need, dialect, cap, other);
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
