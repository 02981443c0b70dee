package dev.jellyscale.api.service.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.models.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model to begin with, where nobody has measured speeds. */
class UnmeasuredTest {
  private static final String LIVE = "{\"content\": \"LIVE_ACTION\", \"use\": \"LIVE\"}";
  private static final String BATCH = "{\"content\": \"LIVE_ACTION\", \"use\": \"BATCH\"}";
  private static final String MENDING = "{\"content\": \"FILM_RESTORATION\", \"use\": \"LIVE\"}";
  private static final String EIGHT_BITS =
      "\"INT8\", \"quantisedFrom\": \"swift-x2\", \"psnrGain\": 9";

  private static Catalogue catalogue() {
    var models = new ArrayList<String>();
    models.add(model("restore-x2", 2, 10, "\"FLOAT\", \"psnrGain\": 9", MENDING));
    models.add(model("clear-x2", 2, 80, "\"FLOAT\", \"psnrGain\": 2.7", BATCH));
    models.add(model("swift-x3", 3, 15, "\"FLOAT\", \"psnrGain\": 2.5", LIVE));
    models.add(model("swift-x2-int8", 2, 20, EIGHT_BITS, LIVE));
    models.add(model("swift-x2", 2, 20, "\"FLOAT\", \"psnrGain\": 2.3", LIVE + "," + BATCH));
    models.add(model("slow-x2", 2, 90, "\"FLOAT\"", LIVE));
    return Catalogue.parse("{\"version\": 1, \"models\": [" + String.join(",", models) + "]}");
  }

  private static String model(
      String id, int scale, int parameters, String precision, String purposes) {
    return """
        {"id": "%s", "name": "Test", "scale": %d, "kind": "LUMA", "task": "UPSCALE",
         "licence": {"spdx": "MIT", "commercialUse": true}, "architecture": "convolutions",
         "parameters": %d, "precision": %s,
         "file": {"bytes": 1, "sha256": "%s", "sources": []},
         "recommendedFor": [%s], "smallestDevice": "CPU"}
        """
        .formatted(id, scale, parameters, precision, "0".repeat(64), purposes);
  }

  @Test
  void aProcessorGetsTheSmallestNetworkThatIsMadeToBeWatched() {
    assertThat(Unmeasured.choice(catalogue(), false).id().value()).isEqualTo("swift-x2");
  }

  @Test
  void aGpuGetsTheBestNetwork() {
    assertThat(Unmeasured.choice(catalogue(), true).id().value()).isEqualTo("clear-x2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyReleaseHasOne(boolean gpu) {
    var choice = Unmeasured.choice(Catalogue.shipped(), gpu);

    assertThat(choice.scale()).isEqualTo(2);
    assertThat(List.of("swift-x2", "clear-x2")).contains(choice.id().value());
  }
}
