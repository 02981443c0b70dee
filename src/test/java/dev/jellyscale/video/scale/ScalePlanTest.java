package dev.jellyscale.video.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.protocol.Rational;
import dev.jellyscale.protocol.VideoFacts.Crop;
import dev.jellyscale.protocol.job.TargetBox;
import dev.jellyscale.video.scale.ScaleRequest.Fit;
import dev.jellyscale.video.scale.ScaleRequest.OfNetwork;
import dev.jellyscale.video.scale.ScaleRequest.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalePlanTest {
  private static final Rational SQUARE = new Rational(1, 1);

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          width | height | sar   | rotation | box   | passes | output    | reduces
            640 |    360 |  1:1  |        0 | P720  |      1 | 1280x720  | false
            640 |    360 |  1:1  |        0 | P1080 |      2 | 1920x1080 | true
            960 |    540 |  1:1  |        0 | P1080 |      1 | 1920x1080 | false
            854 |    480 |  1:1  |        0 | P1080 |      2 | 1920x1080 | true
            720 |    480 |  8:9  |        0 | P1080 |      2 | 1620x1080 | true
            720 |    576 | 16:15 |        0 | P1440 |      2 | 1800x1440 | true
            720 |    576 | 64:45 |        0 | P1080 |      1 | 1350x1080 | true
           1280 |    720 |  1:1  |        0 | P1080 |      1 | 1920x1080 | true
           1920 |    800 |  1:1  |        0 | P2160 |      1 | 3840x1600 | false
            640 |    360 |  1:1  |       90 | P1080 |      1 | 1080x608  | true
            640 |    360 |  1:1  |      180 | P720  |      1 | 1280x720  | false
            853 |    480 |  1:1  |        0 | P720  |      1 | 1280x720  | true
            320 |    240 |  0:1  |        0 | P1080 |      3 | 1440x1080 | true
          """)
  void aBoxIsFilledInOneDimension(
      int width,
      int height,
      String sar,
      int rotation,
      TargetBox box,
      int passes,
      String output,
      boolean reduces) {
    var video = Videos.shaped(width, height, rational(sar), rotation, Crop.NONE);

    var plan = ScalePlan.plan(new Fit(box), video, 2);

    assertThat(plan.passes()).isEqualTo(passes);
    assertThat(plan.output().width() + "x" + plan.output().height()).isEqualTo(output);
    assertThat(plan.reduces()).isEqualTo(reduces);
    assertThat(plan.notes().isEmpty()).isEqualTo(passes == 1 && !reduces);
  }

  @ParameterizedTest
  @CsvSource({"639,361", "853,479", "1001,999", "718,480", "1279,531", "481,853", "2879,1201"})
  void theDisplayedResultIsEvenAndNeverLargerThanTheBox(int width, int height) {
    var aspect = new Rational(8, 9);
    var video = Videos.shaped(width, height, aspect, 0, Crop.NONE);

    var output = ScalePlan.plan(new Fit(TargetBox.P2160), video, 2).output();

    assertThat(output.width() % 2).isZero();
    assertThat(output.height() % 2).isZero();
    assertThat(output.width() * aspect.value()).isLessThanOrEqualTo(3840 + 1e-6);
    assertThat(output.height()).isLessThanOrEqualTo(2160);
  }

  @Test
  void theContainersCropIsNotPartOfThePicture() {
    var video = Videos.shaped(1920, 1088, SQUARE, 0, new Crop(0, 8, 0, 0));

    var plan = ScalePlan.plan(new Fit(TargetBox.P2160), video, 2);

    assertThat(plan.output().width()).isEqualTo(3840);
    assertThat(plan.output().height()).isEqualTo(2176);
    assertThat(plan.reduces()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1920,800,1:1,0,P1080",
    "1440,1080,4:3,0,P1080",
    "1280,720,1:1,0,P720",
    "720,1280,1:1,90,P720",
    "3840,2160,1:1,0,P1080"
  })
  void aPictureThatFillsTheBoxAlreadyIsRefused(
      int width, int height, String sar, int rotation, TargetBox box) {
    var video = Videos.shaped(width, height, rational(sar), rotation, Crop.NONE);

    assertThatThrownBy(() -> ScalePlan.plan(new Fit(box), video, 2))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(box.toString());
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          network | times | passes | output    | reduces
                2 |     2 |      1 | 1280x720  | false
                2 |     3 |      2 | 1920x1080 | true
                2 |     4 |      2 | 2560x1440 | false
                3 |     3 |      1 | 1920x1080 | false
                3 |     2 |      1 | 1280x720  | true
                3 |     4 |      2 | 2560x1440 | true
                4 |     2 |      1 | 1280x720  | true
          """)
  void aScaleTheNetworkDoesNotHaveIsReachedByPassesAndAReduction(
      int network, int times, int passes, String output, boolean reduces) {
    var video = Videos.shaped(640, 360, SQUARE, 0, Crop.NONE);

    var plan = ScalePlan.plan(new Times(times), video, network);

    assertThat(plan.passes()).isEqualTo(passes);
    assertThat(plan.output().width() + "x" + plan.output().height()).isEqualTo(output);
    assertThat(plan.reduces()).isEqualTo(reduces);
  }

  @Test
  void anOddResultIsMadeEven() {
    var video = Videos.shaped(33, 21, SQUARE, 0, Crop.NONE);

    var plan = ScalePlan.plan(new OfNetwork(), video, 3);

    assertThat(plan.enlarged().width()).isEqualTo(99);
    assertThat(plan.output().width()).isEqualTo(100);
    assertThat(plan.output().height()).isIn(62, 64);
    assertThat(plan.reduces()).isTrue();
  }

  @Test
  void growthBeyondEightTimesIsRefused() {
    var video = Videos.shaped(96, 64, SQUARE, 0, Crop.NONE);

    assertThatThrownBy(() -> ScalePlan.plan(new Fit(TargetBox.P2160), video, 2))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("at most 8");
  }

  @Test
  void aResultThatEncodersCannotHoldIsRefused() {
    var video = Videos.shaped(4096, 2160, SQUARE, 0, Crop.NONE);

    assertThatThrownBy(() -> ScalePlan.plan(new Times(4), video, 2))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("16384x8640");
  }

  @Test
  void aNetworkThatDoesNotEnlargeKeepsTheSizeOrRefuses() {
    var video = Videos.shaped(640, 360, SQUARE, 0, Crop.NONE);

    var plan = ScalePlan.plan(new OfNetwork(), video, 1);

    assertThat(plan.output()).isEqualTo(video.format());
    assertThatThrownBy(() -> ScalePlan.plan(new Times(2), video, 1)).isInstanceOf(Invalid.class);
  }

  private static Rational rational(String text) {
    var parts = text.trim().split(":");
    return new Rational(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }
}
