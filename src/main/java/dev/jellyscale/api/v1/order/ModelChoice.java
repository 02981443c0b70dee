package dev.jellyscale.api.v1.order;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.registry.ModelRegistry;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The models that jobs may name, and the one of those that name none. */
@Singleton
public class ModelChoice {
  private static final String DEFAULT_MODEL = "default.model";

  /** The one that {@code ./jellyscale upscale} takes. */
  private static final String USUAL = "swift-x2";

  private final NodeModels models;
  private final Config config;

  ModelChoice(NodeModels models, Config config) {
    this.models = models;
    this.config = config;
  }

  /**
   * The real model that a name means.
   *
   * @param name null: {@code DEFAULT_MODEL} where that is set, else {@code swift-x2}
   * @throws NotFound if there is none; says why, or what is spelled alike
   * @throws Unavailable if this node cannot use models now
   */
  public ModelId of(@Nullable String name) {
    var id = new ModelId(name == null ? standing() : name);
    return registry().resolve(id).model();
  }

  /**
   * The same, but no formula: what it makes stays, and a resize is not to be taken for more.
   *
   * @throws Invalid if it is one
   */
  public ModelId network(@Nullable String name) {
    var model = of(name);
    if (!registry().view(model).isNetwork()) {
      throw new Invalid("Model '%s' is a formula and no network".formatted(model));
    }
    return model;
  }

  private String standing() {
    return config
        .getOptionalValue(DEFAULT_MODEL, String.class)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(USUAL);
  }

  /** How many times as wide and high its pictures are. */
  int scale(ModelId model) {
    return registry().view(model).scale();
  }

  private ModelRegistry registry() {
    return models.ifThere().orElseThrow(() -> new Unavailable(obstacle(), null));
  }

  private String obstacle() {
    return models.obstacle().orElse("Models are switched off");
  }
}
