package dev.jellyscale.models.recommend;

import static dev.jellyscale.models.recommend.TestCandidates.P360;
import static dev.jellyscale.models.recommend.TestCandidates.clear;
import static dev.jellyscale.models.recommend.TestCandidates.network;
import static dev.jellyscale.models.recommend.TestCandidates.swift;
import static dev.jellyscale.models.recommend.TestCandidates.worth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several models that are fast enough is taken. */
class PreferenceTest {
  private static final TestCandidates RESTORE =
      network("restore", worth(60_000, 1.5), Use.LIVE, Use.BATCH).mending();

  private static Recommendation recommend(SourceWish wish, Candidate... candidates) {
    return Recommender.recommend(wish, List.of(candidates), new DeviceAbility(DeviceClass.CPU));
  }

  private static SourceWish wish(Show show, Use use) {
    return new SourceWish(P360, 25, show, use, Optional.empty(), SourceWish.DEFAULT_TARGET);
  }

  @ParameterizedTest
  @CsvSource({"LIVE, 31, clear", "LIVE, 29, swift", "BATCH, 29, clear", "BATCH, 1, swift"})
  void theBetterPicturesWinWhereTheyComeFastEnough(Use use, double clear, String taken) {
    var answer = recommend(wish(Show.UNKNOWN, use), swift().at(100), clear().at(clear));

    assertThat(answer.model()).contains(new ModelId(taken));
  }

  @Test
  void whatIsMadeToBeWatchedAloneComesBehindInBatchJobs() {
    var live = network("live", worth(30_000, 3.0), Use.LIVE).at(100);

    var answer = recommend(wish(Show.UNKNOWN, Use.BATCH), live, swift().at(100));

    assertThat(answer.model()).contains(new ModelId("swift"));
  }

  @Test
  void measuredPicturesCountMoreThanSize() {
    var large = network("large", worth(90_000, 2.0), Use.LIVE, Use.BATCH).at(100);

    var answer = recommend(wish(Show.UNKNOWN, Use.LIVE), large, swift().at(100));

    assertThat(answer.model()).contains(new ModelId("swift"));
  }

  @ParameterizedTest
  @CsvSource({"19000, swift", "20000, swift", "21000, their"})
  void wherePicturesOfOneWereNeverMeasuredSizeCounts(long parameters, String taken) {
    var their = network("their", Worth.ofSize(parameters), Use.LIVE, Use.BATCH).at(100);

    var answer = recommend(wish(Show.UNKNOWN, Use.LIVE), their, swift().at(100));

    assertThat(answer.model()).contains(new ModelId(taken));
  }

  @Test
  void aModelBetterThanALargerOneCountsAsLargeAsThat() {
    var large = network("large", worth(90_000, 2.0), Use.LIVE, Use.BATCH).at(100);
    var their = network("their", Worth.ofSize(50_000), Use.LIVE, Use.BATCH).at(100);

    var answer = recommend(wish(Show.UNKNOWN, Use.LIVE), their, large, swift().at(100));

    assertThat(answer.model()).contains(new ModelId("swift"));
    assertThat(answer.passedOver().getFirst().reason())
        .isEqualTo("swift was measured to have better pictures than networks as large");
  }

  @Test
  void damagedPicturesGetAModelThatMendsWhateverItsScale() {
    var four = swift().of(4).at(100);

    var answer =
        recommend(wish(new Show(List.of("Anime"), true), Use.BATCH), four, RESTORE.at(100));

    assertThat(answer.model()).contains(new ModelId("restore"));
    assertThat(answer.passedOver().getFirst().reason())
        .isEqualTo("restore is made for film restoration, batch");
  }

  @Test
  void damagedPicturesGetAnotherModelWhereNoneMends() {
    var answer = recommend(wish(new Show(List.of(), true), Use.BATCH), swift().at(100));

    assertThat(answer.model()).contains(new ModelId("swift"));
    assertThat(answer.reason()).contains("not made for film restoration");
  }

  @Test
  void soundPicturesDoNotGetAModelThatMends() {
    var better = network("restore", worth(60_000, 3.5), Use.LIVE, Use.BATCH).mending();

    var answer = recommend(wish(Show.UNKNOWN, Use.BATCH), better.at(100), swift().at(100));

    assertThat(answer.model()).contains(new ModelId("swift"));
  }

  /** Every three of many small models, half of them without a figure, alike in all they can be. */
  @Test
  void noThreeModelsGoRoundInACircle() {
    var random = new Random(7);
    for (int round = 0; round < 60; round++) {
      var models = models(random);
      for (var content : Content.values()) {
        var wish = wish(new Show(List.of("anime"), content == Content.FILM_RESTORATION), Use.BATCH);
        assertStrictWeakOrder(models, new Preference(wish, 3, new Ranks(models)));
      }
    }
  }

  private static List<Candidate> models(Random random) {
    var models = new ArrayList<Candidate>();
    for (int i = 0; i < 14; i++) {
      var worth =
          new Worth(
              random.nextInt(5),
              random.nextBoolean() ? Optional.of((double) random.nextInt(4)) : Optional.empty(),
              Optional.empty());
      var content = List.of(Content.values()).get(random.nextInt(3));
      var use = List.of(Use.values()).get(random.nextInt(2));
      int scale = 2 + random.nextInt(2);
      models.add(new TestCandidates("m" + i, scale, content, List.of(use), worth).at(100));
    }
    return models;
  }

  private static void assertStrictWeakOrder(List<Candidate> models, Preference preference) {
    for (var a : models) {
      for (var b : models) {
        int ab = preference.compare(a, b);
        assertThat(Integer.signum(ab)).isEqualTo(-Integer.signum(preference.compare(b, a)));
        assertThat(ab == 0).isEqualTo(a.equals(b));
        assertThat(preference.why(a, b)).isNotBlank();
        for (var c : models) {
          if (ab < 0 && preference.compare(b, c) < 0 && preference.compare(a, c) >= 0) {
            throw new AssertionError("Round in a circle: %s, %s, %s".formatted(a, b, c));
          }
        }
      }
    }
  }

  /** Two that are alike in scale and purpose, and both measured: the better one comes first. */
  @Test
  void theBetterOfTwoMeasuredComesFirstWhateverElseIsThere() {
    var random = new Random(8);
    for (int round = 0; round < 60; round++) {
      var models = models(random);
      var ranks = new Ranks(models);
      for (var a : models) {
        for (var b : models) {
          boolean better =
              a.scale() == b.scale()
                  && a.worth().psnrGain().isPresent()
                  && b.worth().psnrGain().isPresent()
                  && a.worth().psnrGain().get() > b.worth().psnrGain().get();
          assertThat(!better || ranks.compare(a, b) < 0).isTrue();
        }
      }
    }
  }
}
