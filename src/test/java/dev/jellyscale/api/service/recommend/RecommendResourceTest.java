package dev.jellyscale.api.service.recommend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.Catalogue;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecommendResourceTest {

  private static JsonPath recommend() {
    return given()
        .header("X-Api-Token", "the-token-of-the-tests")
        .get("/recommend")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void namesAModelOfTheCatalogueAndItsScale() {
    var answer = recommend();

    var entry = Catalogue.shipped().find(new ModelId(answer.getString("recommended_model")));

    assertThat(entry).isPresent();
    assertThat(answer.getInt("recommended_scale")).isEqualTo(entry.get().scale()).isIn(2, 3, 4);
  }

  @Test
  void saysWhyAndFromWhat() {
    var answer = recommend();

    assertThat(answer.getString("tier")).isIn("strong-cpu", "weak-cpu");
    assertThat(answer.getString("reason")).isNotEmpty();
    assertThat(answer.getList("alternatives", String.class))
        .doesNotContain(answer.getString("recommended_model"));
    Map<String, Object> hardware = answer.getMap("hardware");
    assertThat(hardware)
        .containsOnlyKeys("gpu", "gpu_active", "vram_mb", "cpu", "cpu_cores", "providers")
        .containsEntry("gpu_active", false);
  }
}
