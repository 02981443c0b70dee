package dev.jellyscale.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.auth.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** docs/security.md against the code. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("docs/security.md");

  @Test
  void itListsEveryRouteAndNoOther() throws IOException {
    var rows =
        RouteTable.ROUTES.stream()
            .map(
                route ->
                    "| %s | `%s` | %s | %s |"
                        .formatted(
                            route.method(),
                            route.template(),
                            route.need().word(),
                            route.cap().word()))
            .toList();

    var told =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| (GET|POST|PUT|PATCH|DELETE) \\|.*"))
            .toList();

    assertThat(told).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void itExplainsEveryScope() throws IOException {
    var page = Files.readString(PAGE);

    assertThat(Arrays.stream(Scope.values()).map(scope -> "| `" + scope.word() + "` |"))
        .allSatisfy(row -> assertThat(page).contains(row));
  }
}
