package dev.jellyscale.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.TestFiles;
import dev.jellyscale.cli.quality.Chart.Texture;
import dev.jellyscale.cli.quality.luma.Degradation;
import dev.jellyscale.cli.quality.report.QualityReport;
import dev.jellyscale.cli.quality.report.QualityRow;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.video.baseline.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gates of the networks we ship, on pictures and films that they were not trained on. */
class ShippedNetworksTest {
  private static final int FIRST_UNSEEN = 19;
  private static final int LAST_UNSEEN = 24;
  private static final Optional<Loss> NONE = Optional.empty();
  private static final Optional<Loss> CRF_28 = Optional.of(new Loss.H264(28));

  @Test
  void swiftIsFarAboveBicubicInTheMeanAndAboveItOnEveryPicture() throws Exception {
    var report = measure(List.of("swift-x2"), NONE, unseenPictures());

    assertThat(report.rows())
        .allSatisfy(row -> assertThat(row.gain(0)).as(row.source()).isPositive());
    assertThat(gain(report, 0)).isGreaterThanOrEqualTo(1.8);
  }

  @Test
  void clearIsWellAboveSwiftInTheMeanAndWorseOnNoPicture() throws Exception {
    var report = measure(List.of("swift-x2", "clear-x2"), NONE, unseenPictures());

    assertThat(report.rows())
        .allSatisfy(
            row -> assertThat(row.gain(1)).as(row.source()).isGreaterThanOrEqualTo(row.gain(0)));
    assertThat(gain(report, 1) - gain(report, 0)).isGreaterThanOrEqualTo(0.3);
  }

  @ParameterizedTest
  @CsvSource({"swift-x3, clear-x3", "swift-x4, clear-x4"})
  void networksOfLargerScalesAreAboveBicubicOnEveryPicture(String swift, String clear)
      throws Exception {
    var report = measure(List.of(swift, clear), NONE, unseenPictures());

    for (var row : report.rows()) {
      assertThat(row.gain(0)).as(row.source() + " by " + swift).isPositive();
      assertThat(row.gain(1)).as(row.source() + " by " + clear).isPositive();
    }
    assertThat(gain(report, 1)).isGreaterThan(gain(report, 0));
  }

  @Test
  void restoreIsAboveAllOthersOnCompressedPictures() throws Exception {
    assertThatTheLastIsBest(
        measure(List.of("swift-x2", "clear-x2", "restore-x2"), CRF_28, unseenPictures()));
  }

  @Test
  void restoreIsAboveAllOthersOnCompressedFilms() throws Exception {
    var films =
        Stream.of(
                "blue_sky_640x360_h264_high10.mp4",
                "park_joy_480x270_50fps.y4m",
                "seeking_384x288_25fps_h264.mp4",
                "seeking_720x480_25fps_h264.mp4")
            .map(name -> TestFiles.shared("clips/" + name))
            .toList();

    assertThatTheLastIsBest(measure(List.of("swift-x2", "clear-x2", "restore-x2"), CRF_28, films));
  }

  private static void assertThatTheLastIsBest(QualityReport report) {
    var scores = new ArrayList<>(report.mean());
    var best = scores.removeLast();
    assertThat(scores).hasSize(3);
    assertThat(scores).allSatisfy(other -> assertThat(best.psnr()).isGreaterThan(other.psnr()));
    assertThat(scores).allSatisfy(other -> assertThat(best.ssim()).isGreaterThan(other.ssim()));
  }

  @Test
  void noNetworkInventsTextureWhereThereIsNone() throws Exception {
    for (var loss : List.of(NONE, CRF_28)) {
      try (var contenders = Contenders.open(List.of("swift-x2", "clear-x2", "restore-x2"))) {
        var degradation = new Degradation(contenders.scale(), loss);
        var chart = degradation.cropped("The chart", Chart.draw());
        var small = degradation.small(List.of(chart)).getFirst();

        // A variance of a twelfth is that of rounding to whole codes.
        assertThat(contenders.enlarge(small, Range.LIMITED))
            .allSatisfy(
                result -> assertThat(Texture.of(chart, result, 2).variance()).isLessThan(0.25));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"swift-x2, swift-x2-int8", "clear-x2, clear-x2-int8"})
  void eightBitsLoseLittle(String network, String eightBits) throws Exception {
    var report = measure(List.of(network, eightBits), NONE, unseenPictures());

    assertThat(gain(report, 0) - gain(report, 1)).isBetween(-0.05, 0.15);
  }

  private static List<Path> unseenPictures() {
    return IntStream.rangeClosed(FIRST_UNSEEN, LAST_UNSEEN)
        .mapToObj(number -> TestFiles.shared("images/kodak/kodim" + number + ".png"))
        .toList();
  }

  /** Six frames of each film. */
  private static QualityReport measure(List<String> models, Optional<Loss> loss, List<Path> files)
      throws Exception {
    try (var contenders = Contenders.open(models)) {
      var degradation = new Degradation(contenders.scale(), loss);
      var measurement = new QualityMeasurement(contenders, degradation, 6);
      var rows = new ArrayList<QualityRow>();
      for (var file : files) {
        rows.add(measurement.measure(file, (_, _) -> {}));
      }
      return new QualityReport(
          contenders.scale(), loss.map(Loss::toString), contenders.names(), rows);
    }
  }

  private static double gain(QualityReport report, int model) {
    return report.rows().stream().mapToDouble(row -> row.gain(model)).average().orElseThrow();
  }
}
