package dev.jellyscale.api.access.route;

import dev.jellyscale.api.problem.Dialect;
import java.util.List;
import java.util.regex.Pattern;

/** Which row a request belongs to. */
public sealed interface RouteMatch {

  /** How failures of the request are told. */
  Dialect dialect();

  /** This one. */
  record Found(Route route) implements RouteMatch {
    @Override
    public Dialect dialect() {
      return route.dialect();
    }
  }

  /** The path has rows, but none for the method. */
  record OtherMethod(List<String> allowed, Dialect dialect) implements RouteMatch {}

  /** None. */
  record Unknown(Dialect dialect) implements RouteMatch {}

  /**
   * A path that can be read in one way only. No percent sign, semicolon, backslash or empty
   * segment, so that whoever routes after us cannot read it differently. No id of ours needs them.
   */
  Pattern PLAIN = Pattern.compile("/|(?:/[A-Za-z0-9._~-]{1,256}){1,16}");

  /** Where the facade begins. */
  String FACADE = "/Upscaler";

  /** Beginnings of paths whose failures are told as RFC 9457 has it. */
  Pattern OWN = Pattern.compile("/(?:api|Upscaler)(?:/.*)?", Pattern.DOTALL);

  /** Whether a path is below {@code /Upscaler}, whether or not it has a row. */
  static boolean isFacade(String path) {
    return path.equals(FACADE) || path.startsWith(FACADE + "/");
  }

  /**
   * Finds the row. Literal segments are preferred to variables.
   *
   * @param path raw, as it came, without the query
   */
  static RouteMatch of(String method, String path, List<Route> routes) {
    var dialect = OWN.matcher(path).matches() ? Dialect.PROBLEM : Dialect.SERVICE;
    if (!PLAIN.matcher(path).matches()) {
      return new Unknown(dialect);
    }
    var segments = List.of(path.split("/", -1));
    for (var segment : segments) {
      if (segment.equals(".") || segment.equals("..")) {
        return new Unknown(dialect);
      }
    }
    var here = routes.stream().filter(route -> route.path().matches(segments)).toList();
    if (here.isEmpty()) {
      return new Unknown(dialect);
    }
    return here.stream()
        .filter(route -> route.method().equals(method))
        .min((a, b) -> Integer.compare(a.path().variables(), b.path().variables()))
        .<RouteMatch>map(Found::new)
        .orElseGet(
            () -> new OtherMethod(here.stream().map(Route::method).sorted().toList(), dialect));
  }
}
