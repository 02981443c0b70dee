package dev.jellyscale.api.access.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every route of the public port: one row each. A route that has no row is answered as if it did
 * not exist, whatever resource there may be, and a test fails for it.
 *
 * <p>To add a route, add its row to {@link ServiceRoutes} or {@link FacadeRoutes}: method, path as
 * in {@code @Path} with plain {@code {name}} segments, and the scope or the elevation that a caller
 * needs; {@code taking} where it takes more than 64 KiB, {@code at} where it begins downloads or
 * streams events. The resource itself checks no token; it asks {@code CurrentCaller} where it needs
 * to know who calls.
 */
public final class RouteTable {

  /** All rows. */
  public static final List<Route> ROUTES =
      Stream.concat(ServiceRoutes.ROWS.stream(), FacadeRoutes.ROWS.stream()).toList();

  /** Rows whose paths are one path each, by what {@link Route#toString} makes of them. */
  private static final Map<String, Route> LITERAL =
      ROUTES.stream()
          .filter(route -> route.path().variables() == 0)
          .collect(Collectors.toUnmodifiableMap(Route::toString, Function.identity()));

  private RouteTable() {}

  /**
   * Which row a request belongs to.
   *
   * @param path raw, as it came, without the query
   */
  public static RouteMatch match(String method, String path) {
    var literal = LITERAL.get(method + " " + path);
    return literal == null ? RouteMatch.of(method, path, ROUTES) : new RouteMatch.Found(literal);
  }

  /** Whether {@code path} is the path of a row, or what paths of rows begin with. */
  public static boolean isBeginning(String path) {
    var segments = List.of(path.split("/", -1));
    return ROUTES.stream().anyMatch(route -> route.path().beginsWith(segments));
  }

  /**
   * The row of a request; empty where it has none.
   *
   * @param path raw, as it came, without the query
   */
  public static Optional<Route> find(String method, String path) {
    return match(method, path) instanceof RouteMatch.Found(var row)
        ? Optional.of(row)
        : Optional.empty();
  }
}
