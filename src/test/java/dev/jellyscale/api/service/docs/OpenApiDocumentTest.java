package dev.jellyscale.api.service.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.api.access.route.Need;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiDocumentTest {
  private static final Path COMMITTED = Path.of("docs/openapi.yaml");

  /** Routes that nobody has to be known for. */
  private static final Set<String> OPEN = Set.of("get /", "get /health", "post /api/v1/session");

  private static final String RENEW = "renew.openapi";

  private static JsonNode document() throws IOException {
    return new ObjectMapper().readTree(OpenApiDocument.json());
  }

  @Test
  void isTheOneThatIsCommitted() throws IOException {
    if (Boolean.getBoolean(RENEW)) {
      Files.writeString(COMMITTED, OpenApiDocument.yaml());
    }
    assertThat(COMMITTED)
        .as("renew it: ./jellyscale test -Dtest=OpenApiDocumentTest -D%s=true", RENEW)
        .content()
        .isEqualTo(OpenApiDocument.yaml());
  }

  @Test
  void everyRouteItHasIsDescribedInASentenceAndGuarded() throws IOException {
    var bare = new TreeSet<String>();
    for (var path : document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        var described = operation.getValue();
        boolean open = OPEN.contains(operation.getKey() + " " + path.getKey());
        if (described.path("summary").asText().isEmpty()
            || (!open && described.path("security").isEmpty())
            || (!open && !described.path("responses").has("403"))) {
          bare.add(operation.getKey() + " " + path.getKey());
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  @Test
  void everyRowOfTheRouteTableHasASentence() {
    assertThat(RouteTable.ROUTES)
        .filteredOn(
            route -> !(route.need() instanceof Need.Nothing) || route.template().equals("/"))
        .extracting(Route::toString)
        .allMatch(route -> RouteSentences.of(route).isPresent(), "has a sentence");
  }

  @Test
  void knowsTheTokenAsAHeader() throws IOException {
    var scheme = document().at("/components/securitySchemes/X-Api-Token");

    assertThat(scheme.path("in").asText()).isEqualTo("header");
    assertThat(scheme.path("name").asText()).isEqualTo("X-Api-Token");
  }

  @Test
  void isServedToThoseWhoHaveAToken() {
    given().get("/openapi.json").then().statusCode(403);
    given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .get("/openapi.json")
        .then()
        .statusCode(200)
        .contentType(startsWith("application/json"))
        .body("info.title", equalTo("Jellyscale"));
  }

  @Test
  void isAPageWithoutScripts() {
    given().get("/docs").then().statusCode(403);
    given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .get("/docs")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("<code>GET /status</code>"))
        .body(not(containsString("<script")))
        .body(not(containsString("://")));
  }

  @Test
  void isNotAtTheAddressOfTheFramework() {
    given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .get("/q/openapi")
        .then()
        .statusCode(404);
  }
}
