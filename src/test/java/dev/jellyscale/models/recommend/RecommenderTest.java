package dev.jellyscale.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import dev.jellyscale.models.recommend.Candidate.Speed;
import dev.jellyscale.models.recommend.Recommendation.PassedOver;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecommenderTest {
  private static final Size P360 = new Size(640, 360);
  private static final Size P1080 = new Size(1920, 1080);
  private static final DeviceAbility CPU = new DeviceAbility(DeviceClass.CPU);

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          width | height | model | outWidth | outHeight
            640 |    480 | four  |     2560 |      1920
            720 |    576 | four  |     2700 |      2160
           1024 |    576 | four  |     3840 |      2160
            960 |    720 | two   |     1920 |      1440
           1280 |    534 | two   |     2560 |      1068
           1920 |    800 | two   |     3840 |      1600
           1440 |   1080 | two   |     2880 |      2160
           1920 |   1200 | two   |     3456 |      2160
           2560 |   1440 | two   |     3840 |      2160
           3840 |   1600 | -     |     3840 |      1600
           3840 |   2160 | -     |     3840 |      2160
           7680 |   4320 | -     |     7680 |      4320
           1080 |   1920 | -     |     1080 |      1920
          """)
  void theClassOfTheSourceDecidesOnTheScale(
      int width, int height, String model, int outWidth, int outHeight) {
    var answer =
        Recommender.recommend(
            batch(new Size(width, height)), List.of(fast("two", 2), fast("four", 4)), CPU);

    assertThat(answer.model().map(ModelId::value).orElse("-")).isEqualTo(model);
    assertThat(answer.output()).isEqualTo(new Size(outWidth, outHeight));
  }

  @ParameterizedTest
  @CsvSource({"1280, 720, 3", "1920, 1080, 3", "3840, 2160, 4"})
  void aSmallerTargetNeedsASmallerScale(int width, int height, int scale) {
    var wish =
        new SourceWish(
            new Size(640, 480),
            24,
            Show.UNKNOWN,
            Use.BATCH,
            Optional.empty(),
            new Size(width, height));
    var models = List.of(fast("four", 4), fast("three", 3), fast("two", 2));

    int expected = height == 720 ? 2 : scale;
    assertThat(Recommender.recommend(wish, models, CPU).scale()).isEqualTo(expected);
  }

  @Test
  void aSourceThatNearlyFillsTheTargetStaysAsItIs() {
    var wish =
        new SourceWish(
            new Size(1100, 620),
            24,
            Show.UNKNOWN,
            Use.BATCH,
            Optional.empty(),
            new Size(1280, 720));

    var answer = Recommender.recommend(wish, List.of(fast("two", 2)), CPU);

    assertThat(answer.model()).isEmpty();
    assertThat(answer.scale()).isOne();
    assertThat(answer.reason()).contains("nearly fills the target of 1280x720");
    assertThat(answer.passedOver())
        .containsExactly(new PassedOver(id("two"), "the picture is not enlarged"));
  }

  @Test
  void liveNeedsAFifthMoreThanTheSourceHas() {
    var enough = model("enough", 2, DeviceClass.CPU, new Speed(P1080, 28.8));
    var short1 = model("short", 2, DeviceClass.CPU, new Speed(P1080, 28.7));

    var answer = Recommender.recommend(live(P1080), List.of(short1, enough), CPU);

    assertThat(answer.model()).contains(id("enough"));
    assertThat(answer.reason())
        .isEqualTo(
            "enough enlarges 2 times: the source is 1080p, the model is made for live action, and"
                + " the device affords it: about 28.80 frames per second at 1920x1080, and live"
                + " playback needs 28.80.");
    assertThat(answer.passedOver())
        .containsExactly(
            new PassedOver(
                id("short"),
                "it is too slow here: about 28.70 frames per second at 1920x1080, and live"
                    + " playback needs 28.80"));
  }

  @Test
  void aBatchMayTakeTwentyTimesAsLongAsWatching() {
    var enough = model("enough", 2, DeviceClass.CPU, new Speed(P1080, 1.21));
    var tooSlow = model("slow", 2, DeviceClass.CPU, new Speed(P1080, 1.19));

    assertThat(Recommender.recommend(batch(P1080), List.of(tooSlow, enough), CPU).model())
        .contains(id("enough"));
    assertThat(Recommender.recommend(batch(P1080), List.of(tooSlow), CPU).reason())
        .isEqualTo("No model for a source of 1080p can be used on this device.");
  }

  @Test
  void speedAtAnotherSizeGoesByPixelsAndTheSlowerNeighbourCounts() {
    var both = List.of(new Speed(P360, 900), new Speed(P1080, 40));

    // By 360p 225 frames per second at 720p, by 1080p 90.
    assertThat(SpeedEstimate.at(new Size(1280, 720), both)).hasValue(90);
    assertThat(SpeedEstimate.at(P1080, both)).hasValue(40);
    assertThat(SpeedEstimate.at(new Size(3840, 2160), both)).hasValue(10);
    assertThat(SpeedEstimate.at(P1080, List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anime", "Family Animation", "cartoons"})
  void animeGetsAModelThatIsMadeForIt(String genre) {
    var wish =
        new SourceWish(
            P1080,
            24,
            new Show(List.of("Drama", genre), false),
            Use.BATCH,
            Optional.empty(),
            SourceWish.DEFAULT_TARGET);
    var anime = drawn("drawn", Content.ANIME);

    var answer = Recommender.recommend(wish, List.of(fast("two", 2), anime), CPU);

    assertThat(answer.model()).contains(id("drawn"));
    assertThat(answer.passedOver())
        .containsExactly(new PassedOver(id("two"), "drawn is made for anime, batch"));
  }

  @Test
  void animeWithoutAModelForItGetsAnotherAndIsToldSo() {
    var wish =
        new SourceWish(
            P1080, 24, show("anime"), Use.BATCH, Optional.empty(), SourceWish.DEFAULT_TARGET);

    var answer = Recommender.recommend(wish, List.of(fast("two", 2)), CPU);

    assertThat(answer.model()).contains(id("two"));
    assertThat(answer.reason()).contains("not made for anime");
  }

  @Test
  void aChoiceStaysAlthoughTheDeviceCannotAffordIt() {
    var heavy = model("heavy", 4, DeviceClass.LARGE_GPU);
    var wish =
        new SourceWish(
            P1080, 24, Show.UNKNOWN, Use.LIVE, Optional.of(id("heavy")), SourceWish.DEFAULT_TARGET);

    var answer = Recommender.recommend(wish, List.of(fast("two", 2), heavy), CPU);

    assertThat(answer.model()).contains(id("heavy"));
    assertThat(answer.output()).isEqualTo(new Size(3840, 2160));
    assertThat(answer.reason())
        .isEqualTo(
            "heavy was asked for, although it needs a GPU with 12 GiB of memory, which this device"
                + " is not.");
    assertThat(answer.passedOver())
        .containsExactly(new PassedOver(id("two"), "heavy was asked for"));
  }

  @Test
  void aChoiceThatIsNotThereIsNotReplaced() {
    var wish =
        new SourceWish(
            P1080, 24, Show.UNKNOWN, Use.LIVE, Optional.of(id("gone")), SourceWish.DEFAULT_TARGET);

    assertThatThrownBy(() -> Recommender.recommend(wish, List.of(fast("two", 2)), CPU))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("gone");
  }

  @Test
  void whatIsMissingIsSaidOfEachModel() {
    var unmeasured = model("unmeasured", 2, DeviceClass.CPU);
    var gpu = model("gpu", 2, DeviceClass.GPU, new Speed(P1080, 100));
    var mends = other("mends", 1, Task.RESTORE, 10);
    var formula = other("formula", 2, Task.INTERPOLATION, 0);
    var imported =
        new Candidate(
            id("imported"),
            2,
            Task.UPSCALE,
            Worth.ofSize(10),
            List.of(),
            DeviceClass.CPU,
            List.of(new Speed(P1080, 100)));

    var answer =
        Recommender.recommend(
            batch(P1080),
            List.of(unmeasured, gpu, mends, formula, imported, fast("eight", 8)),
            CPU);

    assertThat(answer.passedOver())
        .extracting(PassedOver::reason)
        .containsExactly(
            "nobody has measured its speed on this device",
            "it needs a GPU, which this device is not",
            "it mends pictures and does not enlarge them",
            "it is a formula and no network, as every player has one",
            "nobody has said what it is good at",
            "its scale of 8 is not for a source of 1080p");
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          use   | damaged | swift | clear | model
          LIVE  | false   |    30 |    40 | clear-x2
          LIVE  | false   |    30 |     3 | swift-x2
          BATCH | false   |    30 |     3 | clear-x2
          BATCH | false   |    30 |   1.1 | clear-x2-int8
          BATCH | false   |    30 |   0.1 | swift-x2
          BATCH | true    |    30 |     3 | restore-x2
          LIVE  | true    |    30 |     3 | swift-x2
          """)
  void whatWeShipIsRecommendedByWhatTheMachineCanDo(
      Use use, boolean damaged, double swift, double clear, String model) {
    var candidates =
        Catalogue.shipped().entries().stream()
            .map(
                entry -> {
                  double network = entry.id().value().startsWith("swift") ? swift : clear;
                  boolean eightBits = entry.quantisedFrom().isPresent();
                  double speed = eightBits ? 1.5 * network : network;
                  return Candidate.of(entry, List.of(new Speed(P1080, speed)));
                })
            .toList();
    var show = new Show(List.of("Drama"), damaged);
    var size = new Size(1920, 1080);
    var wish = new SourceWish(size, 24, show, use, Optional.empty(), SourceWish.DEFAULT_TARGET);

    var answer = Recommender.recommend(wish, candidates, CPU);

    assertThat(answer.model()).contains(id(model));
    assertThat(answer.passedOver()).hasSize(candidates.size() - 1);
  }

  private static Show show(String genre) {
    return new Show(List.of(genre), false);
  }

  private static SourceWish batch(Size source) {
    return wish(source, Use.BATCH);
  }

  private static SourceWish live(Size source) {
    return wish(source, Use.LIVE);
  }

  private static SourceWish wish(Size source, Use use) {
    return new SourceWish(
        source, 24, show("Drama"), use, Optional.empty(), SourceWish.DEFAULT_TARGET);
  }

  private static Candidate fast(String name, int scale) {
    return model(name, scale, DeviceClass.CPU, new Speed(P1080, 1000));
  }

  private static Candidate model(String name, int scale, DeviceClass device, Speed... speeds) {
    var purposes =
        List.of(
            new Purpose(Content.LIVE_ACTION, Use.LIVE),
            new Purpose(Content.LIVE_ACTION, Use.BATCH));
    return new Candidate(
        id(name), scale, Task.UPSCALE, Worth.ofSize(1000), purposes, device, Arrays.asList(speeds));
  }

  private static Candidate drawn(String name, Content content) {
    return new Candidate(
        id(name),
        2,
        Task.UPSCALE,
        Worth.ofSize(10),
        List.of(new Purpose(content, Use.BATCH)),
        DeviceClass.CPU,
        List.of(new Speed(P1080, 1000)));
  }

  private static Candidate other(String name, int scale, Task task, long parameters) {
    return new Candidate(
        id(name),
        scale,
        task,
        Worth.ofSize(parameters),
        List.of(),
        DeviceClass.CPU,
        List.of(new Speed(P1080, 1000)));
  }

  private static ModelId id(String name) {
    return new ModelId(name);
  }
}
