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

  /** Rows whose resources are still being made. The list may only become shorter. */
  private static final Set<String> NOT_YET =
      Set.of(
          "GET /Upscaler/benchmark-frame",
          "POST /Upscaler/benchmark",
          "POST /Upscaler/cache/clear",
          "GET /Upscaler/cache/stats",
          "GET /Upscaler/compare/{itemId}",
          "POST /Upscaler/detect-mask",
          "POST /Upscaler/face-restore/frame",
          "POST /Upscaler/face-restore/load",
          "GET /Upscaler/face-restore/status",
          "POST /Upscaler/face-restore/unload",
          "GET /Upscaler/fallback",
          "GET /Upscaler/filter-preview/frame/{itemId}",
          "GET /Upscaler/gpu-verify",
          "GET /Upscaler/gpus",
          "GET /Upscaler/hardware-benchmark",
          "GET /Upscaler/hardware-info",
          "GET /Upscaler/hardware",
          "GET /Upscaler/health/detailed",
          "GET /Upscaler/info",
          "POST /Upscaler/install",
          "POST /Upscaler/jobs/{id}/cancel",
          "POST /Upscaler/jobs/{id}/pause",
          "POST /Upscaler/jobs/{id}/resume",
          "GET /Upscaler/jobs",
          "GET /Upscaler/libraries",
          "GET /Upscaler/metrics",
          "GET /Upscaler/model-benchmark",
          "POST /Upscaler/models/cleanup",
          "POST /Upscaler/models/convert",
          "GET /Upscaler/models/disk-usage",
          "POST /Upscaler/models/download-async",
          "GET /Upscaler/models/download-status/{jobId}",
          "POST /Upscaler/models/import-async",
          "GET /Upscaler/models/import-status/{jobId}",
          "DELETE /Upscaler/models/import/{modelName}",
          "POST /Upscaler/models/import",
          "GET /Upscaler/models/importable",
          "POST /Upscaler/models/load",
          "POST /Upscaler/models/upload-file",
          "GET /Upscaler/models",
          "POST /Upscaler/object-mask/load-model",
          "POST /Upscaler/preprocess",
          "POST /Upscaler/process/item/{itemId}",
          "POST /Upscaler/process",
          "POST /Upscaler/queue/add",
          "POST /Upscaler/queue/pause",
          "POST /Upscaler/queue/resume",
          "POST /Upscaler/queue/{id}/cancel",
          "POST /Upscaler/queue/{id}/priority",
          "GET /Upscaler/queue",
          "GET /Upscaler/recommend-model",
          "GET /Upscaler/recommend",
          "GET /Upscaler/recommendations",
          "POST /Upscaler/service-config",
          "GET /Upscaler/service-health",
          "GET /Upscaler/settings/export",
          "POST /Upscaler/settings/import",
          "GET /Upscaler/status",
          "POST /Upscaler/test",
          "DELETE /Upscaler/tokens/{id}",
          "GET /Upscaler/tokens",
          "POST /Upscaler/tokens",
          "POST /Upscaler/upscale-frame",
          "POST /Upscaler/upscale-images/{itemId}",
          "POST /Upscaler/upscale-video-chunk",
          "POST /Upscaler/upscale/image",
          "POST /Upscaler/vmaf");

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
  void everyResourceHasARow() {
    assertThat(rows()).containsAll(resources());
  }

  @Test
  void everyRowHasAResourceOrIsKnownToLackOne() {
    var without = rows();
    without.removeAll(resources());

    assertThat(NOT_YET).containsAll(without);
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
