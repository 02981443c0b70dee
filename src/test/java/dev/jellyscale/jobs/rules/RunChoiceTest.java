package dev.jellyscale.jobs.rules;

import static dev.jellyscale.jobs.rules.Judgement.Reason.OVER_CEILING;
import static dev.jellyscale.jobs.rules.Judgement.Reason.TOO_LARGE;
import static dev.jellyscale.jobs.rules.TestRules.facts;
import static dev.jellyscale.jobs.rules.TestRules.rule;
import static dev.jellyscale.jobs.rules.TestRules.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jellyscale.jobs.rules.Judgement.Chosen;
import dev.jellyscale.jobs.rules.Judgement.Left;
import dev.jellyscale.jobs.rules.Judgement.RedoOffered;
import dev.jellyscale.model.ModelId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunChoiceTest {
  private static final ModelId BEFORE = new ModelId("swift-x2");

  private static List<String> chosen(List<RunChoice.Choice> choices) {
    return choices.stream()
        .filter(choice -> choice.judgement() instanceof Chosen)
        .map(choice -> choice.video().name())
        .toList();
  }

  @Test
  void theNewestAreChosenUpToTheCeiling() {
    var found = List.of(video(1, 576), video(2, 576), video(3, 1080), video(4, 576));

    var choices = new RunChoice(rule("sd", 2), false).of(found, facts(_ -> new PastWork.None()));

    assertThat(choices)
        .extracting(choice -> choice.video().name(), RunChoice.Choice::judgement)
        .containsExactly(
            tuple("Film 4", new Chosen()),
            tuple("Film 3", new Left(TOO_LARGE)),
            tuple("Film 2", new Chosen()),
            tuple("Film 1", new Left(OVER_CEILING)));
  }

  @Test
  void theOrderInWhichTheyWereFoundDoesNotMatter() {
    var found = new ArrayList<>(IntStream.rangeClosed(1, 50).mapToObj(i -> video(i, 480)).toList());
    var choice = new RunChoice(rule("sd", 7), false);
    var before = chosen(choice.of(found, facts(_ -> new PastWork.None())));

    Collections.shuffle(found, new Random(1));

    assertThat(chosen(choice.of(found, facts(_ -> new PastWork.None()))))
        .isEqualTo(before)
        .hasSize(7);
  }

  @Test
  void whatWasMadeOtherwiseIsOfferedAndNeverBegunUnasked() {
    var found = List.of(video(1, 576), video(2, 576));
    var asked = new RunChoice(rule("sd", 1), true);
    var unasked = new RunChoice(rule("sd", 1), false);

    var offered = unasked.of(found, facts(_ -> new PastWork.Made(BEFORE, false)));

    assertThat(offered)
        .extracting(RunChoice.Choice::judgement)
        .containsExactly(new RedoOffered(BEFORE), new RedoOffered(BEFORE))
        .noneMatch(unasked::begins);
    assertThat(asked.of(found, facts(_ -> new PastWork.Made(BEFORE, false))))
        .extracting(RunChoice.Choice::judgement)
        .containsExactly(new RedoOffered(BEFORE), new Left(OVER_CEILING));
  }
}
