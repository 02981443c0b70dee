package dev.jellyscale.api.access.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.route.RouteMatch.Found;
import dev.jellyscale.api.access.route.RouteMatch.OtherMethod;
import dev.jellyscale.api.access.route.RouteMatch.Unknown;
import dev.jellyscale.api.problem.Dialect;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteMatchTest {

  private static RouteMatch match(String method, String path) {
    return RouteMatch.of(method, path, RouteTable.ROUTES);
  }

  @Test
  void everyRowIsFoundByItsOwnPath() {
    for (var route : RouteTable.ROUTES) {
      var path = route.template().replaceAll("\\{\\w+}", "swift-x2.1_a");

      assertThat(match(route.method(), path)).isEqualTo(new Found(route));
    }
  }

  @Test
  void theMethodsThatThereAreAreTold() {
    assertThat(match("DELETE", "/auth/tokens"))
        .isEqualTo(new OtherMethod(List.of("GET", "POST"), Dialect.SERVICE));
    assertThat(match("get", "/status")).isInstanceOf(OtherMethod.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "//",
        "/health/",
        "//health",
        "/health//detailed",
        "/./health",
        "/health/..",
        "/models/upload/..",
        "/models/upload/.",
        "/models/upload/",
        "/models/upload/a/b",
        "/models/upload/a%2fb",
        "/models/upload/%2e%2e",
        "/models/upload/a;b",
        "/models/upload/a\\b",
        "/models/upload/a\0",
        "/models/upload/a b",
        "/HEALTH",
        "/health\n",
        "\n/health",
        "health",
        "http://x/health",
        "/héalth"
      })
  void aPathThatCanBeReadInTwoWaysIsUnknown(String path) {
    assertThat(match("GET", path)).isInstanceOf(Unknown.class);
    assertThat(match("DELETE", path)).isInstanceOf(Unknown.class);
  }

  @Test
  void failuresOfOurOwnRoutesAreProblems() {
    assertThat(match("GET", "/Upscaler/nothing")).isEqualTo(new Unknown(Dialect.PROBLEM));
    assertThat(match("GET", "/api")).isEqualTo(new Unknown(Dialect.PROBLEM));
    assertThat(match("GET", "/apis")).isEqualTo(new Unknown(Dialect.SERVICE));
  }

  @Test
  void onlyTheTwoPublicPathsAreEverPublic() {
    var random = new Random(4);
    var pieces =
        List.of(
            "/",
            "health",
            "status",
            ".",
            "..",
            "%2f",
            "%2e",
            ";a",
            "\\",
            "detailed",
            "?",
            "#",
            "%00",
            "HEALTH",
            "~",
            "models",
            "upload");
    for (int i = 0; i < 200_000; i++) {
      var path = new StringBuilder();
      int length = random.nextInt(6);
      for (int j = 0; j < length; j++) {
        path.append(pieces.get(random.nextInt(pieces.size())));
      }
      var text = path.toString();
      if (match("GET", text) instanceof Found(var route) && route.need() instanceof Need.Nothing) {
        assertThat(text).isIn("/", "/health");
      }
    }
  }
}
