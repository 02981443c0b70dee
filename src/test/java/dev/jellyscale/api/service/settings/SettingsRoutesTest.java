package dev.jellyscale.api.service.settings;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SettingsRoutesTest {

  private static RequestSpecification asAdmin() {
    return given().header("X-Api-Token", "the-token-of-the-tests");
  }

  @Test
  void whatIsInForceIsToldInTheContractsForm() {
    asAdmin()
        .formParam("use_gpu", "true")
        .post("/config")
        .then()
        .statusCode(200)
        .body("use_gpu", equalTo(true))
        .body("max_concurrent", equalTo(1))
        .body("gpu_device_id", equalTo(0))
        .body("notes", empty());
  }

  @Test
  void aWishThatIsNotFulfilledIsNotSaidToBe() {
    asAdmin()
        .formParam("use_gpu", "false")
        .formParam("max_concurrent", "7")
        .formParam("gpu_device_id", "2")
        .post("/config")
        .then()
        .statusCode(200)
        .body("use_gpu", equalTo(true))
        .body("max_concurrent", equalTo(1))
        .body("gpu_device_id", equalTo(0))
        .body("notes", hasSize(3));
  }

  @Test
  void formsOfSeveralPartsAreTakenToo() {
    asAdmin()
        .multiPart("max_concurrent", "1")
        .post("/config")
        .then()
        .statusCode(200)
        .body("notes", empty());
  }

  @ParameterizedTest
  @CsvSource({
    "max_concurrent, 0",
    "max_concurrent, 257",
    "gpu_device_id, -1",
    "gpu_device_id, 100"
  })
  void numbersOutOfTheirRangeAreRefused(String field, String value) {
    asAdmin()
        .formParam(field, value)
        .post("/config")
        .then()
        .statusCode(400)
        .body("detail", startsWith(field));
  }

  @ParameterizedTest
  @CsvSource({"max_concurrent, many, int_parsing", "use_gpu, perhaps, bool_parsing"})
  void whatIsNoValueIsRefusedInTheContractsShape(String field, String value, String type) {
    asAdmin()
        .formParam(field, value)
        .post("/config")
        .then()
        .statusCode(422)
        .body("detail[0].type", equalTo(type))
        .body("detail[0].loc", equalTo(List.of("body", field)));
  }

  @Test
  void featuresThatAreNotThereAreNotSwitchedOn() {
    asAdmin()
        .get("/features")
        .then()
        .statusCode(200)
        .body("quality_metrics.enabled", equalTo(false))
        .body("face_enhancement.enabled", equalTo(false))
        .body("face_enhancement.onnx_model_loaded", equalTo(false))
        .body("grain_management.enabled", equalTo(false))
        .body("model_upload.enabled", equalTo(true))
        .body("model_upload.max_size_mb", equalTo(500))
        .body("api_docs.docs_url", equalTo("/docs"));
  }

  @Test
  void thePageOfTheRootIsPublicAndTellsNothingOfThisNode() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .body(containsString("Jellyscale"))
        .body(not(containsString("0.1")));
  }
}
