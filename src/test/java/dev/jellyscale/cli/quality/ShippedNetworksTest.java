package dev.jellyscale.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.TestFiles;
import dev.jellyscale.cli.quality.luma.Degradation;
import dev.jellyscale.cli.quality.report.QualityRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The gate of the model we ship, on pictures that it was not trained on. */
class SwiftX2QualityTest {
  private static final int FIRST_UNSEEN = 19;
  private static final int LAST_UNSEEN = 24;
  private static final double LEAST_MEAN_GAIN_DB = 1.8;

  @Test
  void beatsBicubicOnEveryUnseenPictureAndByTheGateInTheMean() throws Exception {
    var rows = new ArrayList<QualityRow>();
    try (var contenders = Contenders.open(List.of("swift-x2"))) {
      var degradation = new Degradation(contenders.scale(), Optional.empty());
      var measurement = new QualityMeasurement(contenders, degradation, 1);

      for (int i = FIRST_UNSEEN; i <= LAST_UNSEEN; i++) {
        var file = TestFiles.shared("images/kodak/kodim" + i + ".png");
        rows.add(measurement.measure(file, (_, _) -> {}));
      }
    }

    assertThat(rows).allSatisfy(row -> assertThat(row.gain(0)).as(row.source()).isPositive());
    assertThat(rows.stream().mapToDouble(row -> row.gain(0)).average().orElseThrow())
        .isGreaterThanOrEqualTo(LEAST_MEAN_GAIN_DB);
  }
}
