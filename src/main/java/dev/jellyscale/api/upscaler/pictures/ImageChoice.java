package dev.jellyscale.api.upscaler.pictures;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.upscaler.form.FacadeFields;
import dev.jellyscale.model.ModelId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import java.util.OptionalLong;

/** Which model makes a picture, and whether it does what is asked for. */
@Singleton
public class ImageChoice {
  private static final String AUTO = "auto";
  private static final int SMALLEST = 1;
  private static final int LARGEST = 8;

  private final CurrentModel current;
  private final NodeModels models;

  ImageChoice(CurrentModel current, NodeModels models) {
    this.current = current;
    this.models = models;
  }

  /**
   * What makes the picture.
   *
   * @param asked id that was asked for, where another model stands in
   * @param ai whether it is a network
   */
  public record Chosen(ModelId model, int scale, Optional<ModelId> asked, boolean ai) {

    /** Tells it in the headers of an answer. */
    ResponseBuilder on(ResponseBuilder answer) {
      answer
          .header("X-Upscaled-By", model.value())
          .header("X-Upscaled-Scale", scale)
          .header("X-Upscaled-AI", ai);
      asked.ifPresent(id -> answer.header("X-Substituted-For", id.value()));
      return answer;
    }
  }

  /**
   * Looks at the fields alone, before anybody is asked.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if one is not as it must be
   */
  public static void check(FacadeFields fields) {
    var _ = scale(fields);
    named(fields).ifPresent(ModelId::new);
  }

  private static OptionalLong scale(FacadeFields fields) {
    return fields.integer("scale", SMALLEST, LARGEST);
  }

  private static Optional<String> named(FacadeFields fields) {
    return fields.text("model").filter(name -> !name.equalsIgnoreCase(AUTO));
  }

  /**
   * The model that the fields name; without one, and for {@code auto}, the one that is loaded.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if a field is not as it must be
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is no such model
   * @throws ServiceFailure with 400 if none is loaded, or it enlarges by another scale
   */
  public Chosen of(FacadeFields fields) {
    var wanted = scale(fields);
    var model =
        named(fields).map(name -> current.look(new ModelId(name))).orElseGet(current::require);
    if (wanted.isPresent() && wanted.getAsLong() != model.scale()) {
      throw ServiceFailure.of(
          400,
          "Model '%s' enlarges %d times, not %d times; nothing is resized instead"
              .formatted(model.id(), model.scale(), wanted.getAsLong()));
    }
    return new Chosen(
        model.id(), model.scale(), model.named().substitutedFor(), isNetwork(model.id()));
  }

  /**
   * The same, but no formula: what it makes stays, and a resize is not to be taken for more.
   *
   * @throws ServiceFailure with 400 also if it is one
   */
  public Chosen network(FacadeFields fields) {
    var chosen = of(fields);
    if (!chosen.ai()) {
      throw ServiceFailure.of(
          400, "Model '%s' is a formula and no network".formatted(chosen.model()));
    }
    return chosen;
  }

  private boolean isNetwork(ModelId id) {
    return models.registry().view(id).isNetwork();
  }
}
