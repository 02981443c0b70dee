package dev.jellyscale.api.v1.form;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses parameters behind the {@code ?} that a method of our own routes does not declare, and
 * those that come twice: who has mistyped {@code state} would take all jobs for what he asked for.
 */
class QueryCheck {
  private static final String OURS = "/api/v1";

  /**
   * Looks at a request whose method is known.
   *
   * @throws dev.jellyscale.api.problem.InvalidFields if a parameter is unknown or repeated; names
   *     each
   */
  @ServerRequestFilter
  void filter(ResourceInfo resource, RoutingContext route) {
    if (isOurs(resource.getResourceClass())) {
      requireDeclared(resource.getResourceMethod(), route);
    }
  }

  private static boolean isOurs(Class<?> type) {
    var path = type.getAnnotation(Path.class);
    return path != null && path.value().startsWith(OURS);
  }

  private static void requireDeclared(Method method, RoutingContext route) {
    var declared = declared(method);
    var seen = new HashSet<String>();
    var check = new FieldCheck("query");
    for (var parameter : route.queryParams()) {
      var name = parameter.getKey();
      if (!seen.add(name)) {
        check.wrong(name, "It is there more than once");
      } else if (!declared.contains(name)) {
        check.wrong(name, "There is no such parameter");
      }
    }
    check.end();
  }

  private static Set<String> declared(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(QueryCheck::name)
        .collect(Collectors.toSet());
  }

  private static Stream<String> name(Parameter parameter) {
    return Stream.concat(
        Stream.ofNullable(parameter.getAnnotation(QueryParam.class)).map(QueryParam::value),
        Stream.ofNullable(parameter.getAnnotation(RestQuery.class))
            .map(query -> query.value().isEmpty() ? parameter.getName() : query.value()));
  }
}
