package dev.jellyscale.api.upscaler.recommend;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.recommend.Recommendation;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.recommend.Recommender;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Advises on models by what was measured on this node; where nothing was, by the catalogue, which
 * the reason says. What was found is told again for a few seconds. Thread-safe.
 */
@Singleton
class ModelAdvice {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 256;

  /** The size where nobody names one: of film on DVD and small television. */
  private static final Size USUAL = new Size(1280, 720);

  private static final double USUAL_RATE = 24;

  private final NodeModels models;
  private final Recommendation machine;
  private final ShortMemory<AdviceQuestion, Advice> known;

  ModelAdvice(NodeModels models, Recommendation machine) {
    this.models = models;
    this.machine = machine;
    known = new ShortMemory<>(this::find, LIFE, MOST_REMEMBERED);
  }

  /**
   * What to do.
   *
   * @param model empty where the picture is best left as it is
   * @param scale 1 without a model
   * @param measured whether speeds on this node speak for it
   */
  record Advice(Optional<String> model, int scale, String reason, boolean measured) {}

  /** The advice, some seconds old at most. */
  Advice of(AdviceQuestion question) {
    return known.of(question);
  }

  private Advice find(AdviceQuestion question) {
    if (question.size().filter(Recommender::leavesAlone).isPresent()) {
      return new Advice(
          Optional.empty(), 1, "The picture is large already, and is best left as it is.", false);
    }
    return measured(question)
        .filter(advice -> advice.model().isPresent())
        .orElseGet(this::unmeasured);
  }

  private Advice unmeasured() {
    var usual = machine.answer();
    return new Advice(
        Optional.of(usual.recommendedModel()), usual.recommendedScale(), usual.reason(), false);
  }

  private Optional<Advice> measured(AdviceQuestion question) {
    var registry = models.ifThere();
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    var size = question.size().orElse(USUAL);
    var asked =
        new ModelRequest.Recommend(
            size.width(),
            size.height(),
            USUAL_RATE,
            question.genres(),
            question.restore(),
            !question.batch(),
            Optional.empty());
    try {
      return registry.get().answer(asked, Progress.UNHEARD) instanceof ModelAnswer.Recommended found
          ? Optional.of(new Advice(found.model(), found.scale(), found.reason(), true))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
