package dev.jellyscale.models.recommend;

import static dev.jellyscale.models.recommend.TestCandidates.clear;
import static dev.jellyscale.models.recommend.TestCandidates.swift;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import dev.jellyscale.models.recommend.Recommendation.PassedOver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When 8-bit forms of networks are recommended. 30 frames per second, live, need 36. */
class EightBitsTest {
  private static final Candidate FORM = clear().inEightBits(2.6).at(60);

  private static Recommendation live(DeviceClass device, Candidate... candidates) {
    var wish = SourceWish.of(TestCandidates.P360, 30, Use.LIVE);
    return Recommender.recommend(wish, List.of(candidates), new DeviceAbility(device));
  }

  private static String reason(Recommendation answer, String model) {
    return answer.passedOver().stream()
        .filter(passed -> passed.model().value().equals(model))
        .map(PassedOver::reason)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whereTheNetworkItselfIsTooSlowItsFormIsTaken() {
    var answer = live(DeviceClass.CPU, clear().at(30), FORM, swift().at(80));

    assertThat(answer.model()).contains(new ModelId("clear-int8"));
    assertThat(reason(answer, "clear")).startsWith("it is too slow here");
    assertThat(reason(answer, "swift"))
        .isEqualTo("clear-int8 has better pictures, 2.60 dB above bicubic to 2.30");
  }

  @Test
  void whereTheNetworkItselfIsFastEnoughNothingIsLost() {
    var answer = live(DeviceClass.CPU, clear().at(40), FORM);

    assertThat(answer.model()).contains(new ModelId("clear"));
    assertThat(reason(answer, "clear-int8"))
        .isEqualTo("clear is fast enough, too, and loses nothing to 8 bits");
  }

  @Test
  void aSmallerNetworkWithBetterPicturesIsPreferred() {
    var worse = clear().inEightBits(2.2).at(60);

    var answer = live(DeviceClass.CPU, clear().at(30), worse, swift().at(80));

    assertThat(answer.model()).contains(new ModelId("swift"));
  }

  @ParameterizedTest
  @CsvSource({"20, false", "35, false", "36.3, false", "38.5, false", "38.6, true"})
  void aFormPaysIfItIsMoreThanATenthFaster(double speed, boolean pays) {
    var form = clear().inEightBits(2.6).at(speed);

    var answer = live(DeviceClass.CPU, clear().at(35), form);

    assertThat(answer.model().isPresent()).isEqualTo(pays);
    if (!pays && speed > 36) {
      assertThat(reason(answer, "clear-int8"))
          .isEqualTo(
              "8 bits do not pay here: about %.2f frames per second, and clear has 35.00 without"
                  .formatted(speed));
    }
  }

  @Test
  void aGpuGetsNone() {
    var answer = live(DeviceClass.GPU, clear().at(30), FORM);

    assertThat(answer.model()).isEmpty();
    assertThat(reason(answer, "clear-int8"))
        .isEqualTo("it computes with 8 bits, which is for processors, and this is a GPU");
  }

  @Test
  void withoutFiguresOfTheNetworkItselfNobodyKnowsWhetherItPays() {
    assertThat(reason(live(DeviceClass.CPU, clear().unmeasured(), FORM), "clear-int8"))
        .isEqualTo("what 8 bits gain is not known until it and clear are measured here");
    assertThat(reason(live(DeviceClass.CPU, FORM), "clear-int8"))
        .isEqualTo("it is an 8-bit form of clear, which is not here");
  }

  @Test
  void whoAsksForOneGetsItAndHearsWhatSpeaksAgainstIt() {
    var wish =
        new SourceWish(
            TestCandidates.P360,
            30,
            Show.UNKNOWN,
            Use.LIVE,
            Optional.of(new ModelId("clear-int8")),
            SourceWish.DEFAULT_TARGET);

    var answer =
        Recommender.recommend(
            wish, List.of(clear().at(40), FORM), new DeviceAbility(DeviceClass.CPU));

    assertThat(answer.model()).contains(new ModelId("clear-int8"));
    assertThat(answer.reason())
        .isEqualTo(
            "clear-int8 was asked for, although clear is fast enough, too, and loses nothing to 8"
                + " bits.");
  }
}
