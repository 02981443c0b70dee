package dev.jellyscale.api.service.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.api.access.PreparedTokens;
import dev.jellyscale.api.access.route.Route;
import dev.jellyscale.api.access.route.RouteTable;
import dev.jellyscale.api.jellyfin.SharedJellyfin;
import dev.jellyscale.jellyfin.FakeUser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the description says of the facade's fields is what the facade does. */
@QuarkusTest
@WithTestResource(PreparedTokens.class)
class FacadeParametersTest {

  /** A field that is no text, on its route. */
  record Bounded(String method, String path, JsonNode field, List<String> others) {
    String name() {
      return field.path("name").asText();
    }

    @Override
    public String toString() {
      return method + " " + path + " " + name();
    }
  }

  static List<Bounded> bounded() throws IOException {
    var found = new ArrayList<Bounded>();
    for (var path :
        new ObjectMapper().readTree(OpenApiDocument.json()).path("paths").properties()) {
      if (path.getKey().startsWith("/Upscaler/")) {
        for (var operation : path.getValue().properties()) {
          var fields = operation.getValue().path("parameters");
          for (var field : fields) {
            if (isQuery(field) && !type(field).equals("string")) {
              var method = operation.getKey().toUpperCase(Locale.ROOT);
              found.add(new Bounded(method, path.getKey(), field, required(fields)));
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean isQuery(JsonNode field) {
    return field.path("in").asText().equals("query");
  }

  private static String type(JsonNode field) {
    return field.at("/schema/type").asText();
  }

  private static List<String> required(JsonNode fields) {
    var names = new ArrayList<String>();
    for (var field : fields) {
      if (isQuery(field) && field.path("required").asBoolean()) {
        names.add(field.path("name").asText());
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void whatIsOutsideOfWhatIsDescribedIsRefusedByName(Bounded bounded) {
    var header = SharedJellyfin.signedIn(FakeUser.admin("fields " + bounded));
    for (var wrong : wrong(bounded.field().path("schema"))) {
      Map<String, Object> query = new LinkedHashMap<>();
      bounded.others().forEach(name -> query.put(name, "t"));
      query.put(bounded.name(), wrong);

      var answer =
          given()
              .header("Authorization", header)
              .queryParams(query)
              .request(bounded.method(), bounded.path().replaceAll("\\{\\w+}", "0".repeat(32)));

      assertThat(answer.statusCode()).as(wrong + ": " + answer.asString()).isEqualTo(400);
      assertThat(answer.path("detail").toString()).contains(bounded.name());
    }
  }

  private static List<String> wrong(JsonNode schema) {
    return schema.has("minimum")
        ? List.of(
            "x",
            Long.toString(schema.path("minimum").asLong() - 1),
            Long.toString(schema.path("maximum").asLong() + 1))
        : List.of("x");
  }

  @Test
  void theFieldsAreThoseOfRoutes() {
    assertThat(RouteTable.ROUTES)
        .extracting(Route::toString)
        .containsAll(FacadeParameters.routes());
  }

  /** The contract's own words. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "recommend-model?genres=&width=&height=&isBatch=",
        "compare/{itemId}?model=&scale=",
        "upscale-images/{itemId}?model=&scale=&imageTypes=",
        "process/item/{itemId}?model=&scale=",
        "queue/add?inputPath=&outputPath=&model=&priority=&itemName=",
        "queue/{id}/priority?priority=",
        "upscale/image?model=&scale=",
        "models/load?model_name=",
        "models/cleanup?max_age_days=&dry_run=",
        "service-config?use_gpu=&max_concurrent=&gpu_device_id=",
        "benchmark-frame?width=&height=",
        "filter-preview?preset=",
        "filter-preview/frame/{itemId}?preset=",
        "tokens?name=&expiresDays="
      })
  void whatTheContractAsksWithIsDescribed(String route) throws IOException {
    var parts = route.split("[?]");
    var operations =
        new ObjectMapper()
            .readTree(OpenApiDocument.json())
            .path("paths")
            .path("/Upscaler/" + parts[0]);

    var described =
        operations.findValuesAsText("name").stream().filter(name -> !name.isEmpty()).toList();

    assertThat(described)
        .containsAll(Stream.of(parts[1].split("&")).map(pair -> pair.replace("=", "")).toList());
  }
}
