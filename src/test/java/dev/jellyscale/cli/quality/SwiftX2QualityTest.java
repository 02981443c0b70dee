package dev.jellyscale.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.TestFiles;
import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.graph.ModelLoader;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The gate of the model we ship, on pictures that it was not trained on. */
class SwiftX2QualityTest {
  private static final int FIRST_UNSEEN = 19;
  private static final int LAST_UNSEEN = 24;
  private static final double LEAST_MEAN_GAIN_DB = 1.8;

  @Test
  void beatsBicubicOnEveryUnseenPictureAndByTheGateInTheMean() throws Exception {
    var rows = new ArrayList<QualityMeasurement.Row>();
    try (var engine = new Engine(EngineOptions.defaults())) {
      var measurement = new QualityMeasurement(engine, ModelLoader.load("swift-x2"));

      for (int i = FIRST_UNSEEN; i <= LAST_UNSEEN; i++) {
        var file = TestFiles.shared("images/kodak/kodim" + i + ".png");
        rows.add(measurement.measure(file.getFileName().toString(), LumaImage.read(file)));
      }
    }

    assertThat(rows).allSatisfy(row -> assertThat(row.gain()).as(row.picture()).isPositive());
    assertThat(rows.stream().mapToDouble(QualityMeasurement.Row::gain).average().orElseThrow())
        .isGreaterThanOrEqualTo(LEAST_MEAN_GAIN_DB);
  }
}
