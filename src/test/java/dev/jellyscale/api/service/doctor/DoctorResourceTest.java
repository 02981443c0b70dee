package dev.jellyscale.api.service.doctor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DoctorResourceTest {

  private static JsonPath doctor() {
    return given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .get("/doctor")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void hasTheSixChecksOfTheContractAndMore() {
    assertThat(doctor().getList("checks.check", String.class))
        .contains(
            "backend",
            "gpu_provider_active",
            "device_passthrough",
            "onnx_provider_pkg",
            "api_token",
            "model_smoke")
        .contains("renderer", "confinement", "data_directory");
  }

  @Test
  void everyCheckHasItsFourFieldsAndOverallIsTheWorst() {
    var report = doctor();
    var statuses = report.getList("checks.status", String.class);

    List<Map<String, Object>> checks = report.getList("checks");
    assertThat(checks)
        .allSatisfy(
            check -> assertThat(check).containsOnlyKeys("check", "status", "detail", "fix"));
    assertThat(statuses).isSubsetOf("ok", "warn", "fail");
    assertThat(report.getString("overall"))
        .isEqualTo(statuses.contains("fail") ? "fail" : statuses.contains("warn") ? "warn" : "ok");
    assertThat(report.getString("backend")).isEqualTo("cpu");
  }

  @Test
  void withoutAModelTheSmokeTestIsNoFault() {
    assertThat(doctor().getString("checks.find { it.check == 'model_smoke' }.status"))
        .isIn("ok", "warn");
  }
}
