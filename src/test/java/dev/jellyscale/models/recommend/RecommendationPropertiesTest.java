package dev.jellyscale.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import dev.jellyscale.models.recommend.Candidate.Speed;
import dev.jellyscale.models.recommend.Recommendation.PassedOver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for every recommendation, tried on made-up sources, models and devices. */
class RecommendationPropertiesTest {
  private static final int CASES = 2000;
  private static final List<Size> SIZES =
      List.of(
          new Size(640, 360),
          new Size(640, 480),
          new Size(720, 576),
          new Size(853, 480),
          new Size(1280, 720),
          new Size(1920, 800),
          new Size(1920, 1080),
          new Size(2560, 1440),
          new Size(3840, 2160),
          new Size(1080, 1920),
          new Size(16, 16));
  private static final List<Size> TARGETS =
      List.of(
          SourceWish.DEFAULT_TARGET,
          SourceWish.DEFAULT_TARGET,
          new Size(1280, 720),
          new Size(1920, 1080),
          new Size(2560, 1440));
  private static final List<String> GENRES = List.of("Anime", "Drama", "animation", "War");

  /** A question with everything that the answer may depend on. */
  private record Case(SourceWish wish, List<Candidate> candidates, DeviceAbility device) {
    Recommendation answer() {
      return Recommender.recommend(wish, candidates, device);
    }
  }

  @RepeatedTest(5)
  void everyRecommendationKeepsItsPromises(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < CASES; i++) {
      var question = question(random);
      var answer = question.answer();

      assertThat(question.answer()).as("deterministic").isEqualTo(answer);
      assertNeverAboveTheTarget(question, answer);
      assertAffordableUnlessAskedFor(question, answer);
      assertEveryCandidateIsAccountedFor(question, answer);
      assertAChoiceStays(question, answer);
      assertOrderDoesNotMatter(question, answer, random);
      assertSdGetsFourTimesWhereItCan(question, answer);
    }
  }

  private static void assertNeverAboveTheTarget(Case question, Recommendation answer) {
    var wish = question.wish();
    var output = answer.output();
    assertThat(output.width())
        .isLessThanOrEqualTo(Math.max(wish.target().width(), wish.source().width()));
    assertThat(output.height())
        .isLessThanOrEqualTo(Math.max(wish.target().height(), wish.source().height()));
    if (wish.source().width() >= 3840 && wish.choice().isEmpty()) {
      assertThat(answer.model()).isEmpty();
    }
  }

  private static void assertAffordableUnlessAskedFor(Case question, Recommendation answer) {
    var wish = question.wish();
    if (wish.choice().isPresent() || answer.model().isEmpty()) {
      return;
    }
    var model = candidate(question, answer.model().get());
    assertThat(affordable(question, model)).as(answer.reason()).isTrue();
  }

  /** The rule in words of its own: every neighbouring measurement says that it is fast enough. */
  private static boolean affordable(Case question, Candidate model) {
    var wish = question.wish();
    double pixels = (double) wish.source().width() * wish.source().height();
    double needed = wish.framesPerSecond() * (wish.use() == Use.LIVE ? 1.2 : 0.05);
    var exact = model.measured().stream().filter(s -> s.input().equals(wish.source())).toList();
    var said = exact.isEmpty() ? model.measured() : exact;
    boolean anySaysYes =
        said.stream()
            .anyMatch(
                s ->
                    s.framesPerSecond() * s.input().width() * s.input().height() / pixels
                        >= needed * (1 - 1e-9));
    return anySaysYes && model.smallestDevice().compareTo(question.device().deviceClass()) <= 0;
  }

  private static void assertEveryCandidateIsAccountedFor(Case question, Recommendation answer) {
    var named =
        Stream.concat(answer.model().stream(), answer.passedOver().stream().map(PassedOver::model))
            .toList();
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            question.candidates().stream().map(Candidate::id).toList());
    assertThat(answer.reason()).endsWith(".").doesNotContain("\n");
    assertThat(answer.passedOver()).noneMatch(passed -> passed.reason().isBlank());
  }

  private static void assertAChoiceStays(Case question, Recommendation answer) {
    question.wish().choice().ifPresent(choice -> assertThat(answer.model()).contains(choice));
  }

  private static void assertOrderDoesNotMatter(
      Case question, Recommendation answer, Random random) {
    var shuffled = new ArrayList<>(question.candidates());
    Collections.shuffle(shuffled, random);
    var again = new Case(question.wish(), shuffled, question.device()).answer();
    assertThat(again.model()).isEqualTo(answer.model());
  }

  private static void assertSdGetsFourTimesWhereItCan(Case question, Recommendation answer) {
    var wish = question.wish();
    boolean sd = wish.source().width() <= 1024 && wish.source().height() <= 576;
    boolean plain = wish.choice().isEmpty() && wish.target().equals(SourceWish.DEFAULT_TARGET);
    if (!sd
        || !plain
        || wish.content() == Content.FILM_RESTORATION
        || answer.model().isEmpty()
        || answer.scale() == 4) {
      return;
    }
    var fours =
        question.candidates().stream()
            .filter(c -> c.scale() == 4 && c.task() == Task.UPSCALE)
            .filter(c -> !c.recommendedFor().isEmpty())
            .map(Candidate::id)
            .toList();
    assertThat(answer.passedOver())
        .filteredOn(passed -> fours.contains(passed.model()))
        .allMatch(
            passed -> passed.reason().matches("(it needs|it is too slow|nobody has|.*8.bit).*"));
  }

  private static Candidate candidate(Case question, ModelId id) {
    return question.candidates().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private static Case question(Random random) {
    var candidates =
        IntStream.range(0, random.nextInt(8)).mapToObj(i -> candidate(random, i)).toList();
    boolean chosen = !candidates.isEmpty() && random.nextInt(4) == 0;
    var wish =
        new SourceWish(
            source(random),
            of(random, List.of(23.976, 25.0, 59.94)),
            new Show(List.of(of(random, GENRES)), random.nextInt(4) == 0),
            of(random, List.of(Use.values())),
            chosen ? Optional.of(of(random, candidates).id()) : Optional.empty(),
            of(random, TARGETS));
    var device = new DeviceAbility(of(random, List.of(DeviceClass.values())));
    return new Case(wish, candidates, device);
  }

  private static Size source(Random random) {
    return random.nextBoolean()
        ? of(random, SIZES)
        : new Size(1 + random.nextInt(4500), 1 + random.nextInt(2500));
  }

  /** Some are 8-bit forms of others, some of what is not there. */
  private static Worth worth(Random random) {
    return new Worth(
        random.nextInt(3),
        random.nextBoolean() ? Optional.of(random.nextInt(3) / 2.0) : Optional.empty(),
        random.nextInt(3) == 0
            ? Optional.of(new ModelId("m" + random.nextInt(8)))
            : Optional.empty());
  }

  private static Candidate candidate(Random random, int number) {
    var speeds =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> new Speed(of(random, SIZES), Math.exp(random.nextDouble() * 10 - 3)))
            .toList();
    var purposes =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(
                i ->
                    new Purpose(
                        of(random, List.of(Content.values())), of(random, List.of(Use.values()))))
            .toList();
    return new Candidate(
        new ModelId("m" + number),
        of(random, List.of(1, 2, 2, 3, 4, 4, 8)),
        random.nextInt(4) == 0 ? of(random, List.of(Task.values())) : Task.UPSCALE,
        worth(random),
        purposes,
        of(random, List.of(DeviceClass.values())),
        speeds);
  }

  private static <T> T of(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
