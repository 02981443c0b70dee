package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table against the routes that exist, both ways. */
@QuarkusTest
class RoutesTest {

  private static Set<String> rows() {
    return RouteTable.ROUTES.stream()
        .map(Route::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> resources() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jellyscale")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .flatMap(RoutesTest::routes)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> routes(Class<?> resource) {
    var prefix = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method -> verb(method).map(verb -> verb + " " + path(prefix, method)).stream());
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(String prefix, Method method) {
    var own = method.getAnnotation(Path.class);
    var joined = "/" + prefix + "/" + (own == null ? "" : own.value());
    var single = joined.replaceAll("/+", "/");
    return single.length() > 1 && single.endsWith("/")
        ? single.substring(0, single.length() - 1)
        : single;
  }

  @Test
  void everyResourceHasARowAndEveryRowAResource() {
    assertThat(rows()).isEqualTo(resources());
  }

  @Test
  void noRowIsThereTwice() {
    assertThat(rows()).hasSize(RouteTable.ROUTES.size());
  }

  @Test
  void theRouterItselfKnowsNoPathsThatResourcesDoNot() {
    var paths =
        SeenRouter.router().getRoutes().stream()
            .map(route -> Optional.ofNullable(route.getPath()).orElse(""))
            .filter(path -> !path.isEmpty())
            .toList();

    // What begins so is every path: resources, and what answers where there is none.
    assertThat(paths).containsOnly("/");
  }
}
