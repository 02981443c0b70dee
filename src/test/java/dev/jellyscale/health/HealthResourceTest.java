package dev.jellyscale.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HealthResourceTest {

  @Test
  void anybodyMayAskForABareStatus() {
    given()
        .get("/health")
        .then()
        .statusCode(200)
        .body("", equalTo(java.util.Map.of("status", "healthy")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q", "/q/health", "/q/metrics", "/status", "/models", "/Upscaler/jobs"})
  void nothingElseIsPublic(String path) {
    given().get(path).then().statusCode(oneOf(401, 403));
  }
}
