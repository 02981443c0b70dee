package dev.jellyscale.api.upscaler.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.upscaler.filter.FilterHint;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.recommend.ModelAdvice.Advice;
import dev.jellyscale.model.ModelTraits.Size;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The model that suits a video. */
@Path("/Upscaler/recommend-model")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RecommendModelResource {
  private final ModelAdvice advice;
  private final boolean chosenByNobody;

  RecommendModelResource(ModelAdvice advice, Config config) {
    this.advice = advice;
    chosenByNobody =
        config
            .getOptionalValue("default.model", String.class)
            .filter(model -> !model.isBlank())
            .isEmpty();
  }

  /**
   * What suits a video.
   *
   * @param recommendedModel null where the picture is best left as it is
   * @param signals what it was concluded from
   * @param substitutedFrom always missing: no model was asked for
   * @param recommendedScale 1 without a model; 0 where the size of the video is not known
   * @param outputSize such as {@code 1920x1080}; missing where it is not known
   * @param recommendedFilter name of a preset
   * @param inputFrames that the model takes at once
   * @param autoSelectionEnabled whether the operator has named no model for all
   * @param parameters what was asked
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ModelForVideo(
      boolean success,
      @Nullable String recommendedModel,
      String reason,
      List<String> signals,
      @Nullable String substitutedFrom,
      @Nullable String substitutionReason,
      int recommendedScale,
      @Nullable String outputSize,
      String recommendedFilter,
      String filterReason,
      int inputFrames,
      boolean autoSelectionEnabled,
      Asked parameters) {}

  /** What was asked; 0 is what is not known. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Asked(List<String> genres, int width, int height, boolean isBatch) {

    static Asked of(AdviceQuestion question) {
      return new Asked(
          question.genres(),
          question.size().map(Size::width).orElse(0),
          question.size().map(Size::height).orElse(0),
          question.batch());
    }
  }

  /** The model for a video of such genres and size. */
  @GET
  public ModelForVideo get(@Context RoutingContext route) {
    var question = AdviceQuestion.of(FacadeRequest.query(route));
    var found = advice.of(question);
    var filter = FilterHint.of(question.genres(), question.size().map(Size::height));
    return new ModelForVideo(
        true,
        found.model().orElse(null),
        found.reason(),
        signals(question, found),
        null,
        null,
        question.size().isEmpty() ? 0 : found.scale(),
        question.size().map(size -> output(size, found.scale())).orElse(null),
        filter.preset(),
        filter.reason(),
        1,
        chosenByNobody,
        Asked.of(question));
  }

  private static List<String> signals(AdviceQuestion question, Advice found) {
    var signals = new ArrayList<String>();
    signals.add(question.size().map(size -> "size " + text(size)).orElse("size not known"));
    question.genres().forEach(genre -> signals.add("genre " + genre));
    if (question.restore()) {
      signals.add("damaged pictures");
    }
    signals.add(question.batch() ? "made beforehand" : "made while it is watched");
    signals.add(found.measured() ? "speeds measured on this node" : "no speed measured here yet");
    return signals;
  }

  private static String output(Size size, int scale) {
    return text(new Size(size.width() * scale, size.height() * scale));
  }

  private static String text(Size size) {
    return size.width() + "x" + size.height();
  }
}
