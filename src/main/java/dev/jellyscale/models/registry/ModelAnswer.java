package dev.jellyscale.models.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.jellyscale.model.ModelTraits;
import java.util.List;
import java.util.Optional;

/**
 * What a node says of its models; its JSON form is stable. Where a model stands in for an id that
 * was asked for, {@code model} and {@code substituted_by} are the real one and {@code
 * substituted_for} is what was asked.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelAnswer.Listed.class, name = "models"),
  @JsonSubTypes.Type(value = ModelAnswer.Told.class, name = "model"),
  @JsonSubTypes.Type(value = ModelAnswer.Inspected.class, name = "inspected"),
  @JsonSubTypes.Type(value = ModelAnswer.Removed.class, name = "removed"),
  @JsonSubTypes.Type(value = ModelAnswer.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = ModelAnswer.Recommended.class, name = "recommended"),
  @JsonSubTypes.Type(value = ModelAnswer.Located.class, name = "located"),
  @JsonSubTypes.Type(value = ModelAnswer.CleanedUp.class, name = "cleaned")
})
public sealed interface ModelAnswer {

  /** An answer about one model, which may stand in for another. */
  interface OfOne {
    /** Id of the real model; empty where the answer is that none suits. */
    @JsonIgnore
    Optional<String> realModel();

    /** The id that was asked for, where another model stands in for it. */
    Optional<String> substitutedFor();

    /** The model that stands in for the one that was asked for. */
    @JsonProperty(value = "substituted_by", access = JsonProperty.Access.READ_ONLY)
    default Optional<String> substitutedBy() {
      return substitutedFor().flatMap(_ -> realModel());
    }
  }

  /**
   * All models.
   *
   * @param diskBytes that installed models take in the data directory
   */
  record Listed(List<ModelView> models, long diskBytes) implements ModelAnswer {}

  /** One model. */
  record Told(ModelView model, @JsonProperty("substituted_for") Optional<String> substitutedFor)
      implements ModelAnswer, OfOne {
    @Override
    public Optional<String> realModel() {
      return Optional.of(model.id());
    }
  }

  /** What a file is. */
  record Inspected(String file, String sha256, long bytes, ModelTraits traits)
      implements ModelAnswer {}

  /** A model is gone. */
  record Removed(
      String model, @JsonProperty("substituted_for") Optional<String> substitutedFor, long bytes)
      implements ModelAnswer, OfOne {
    @Override
    public Optional<String> realModel() {
      return Optional.of(model);
    }
  }

  /** How fast a model is here. */
  record Measured(
      String model,
      @JsonProperty("substituted_for") Optional<String> substitutedFor,
      List<ModelView.Speed> speeds)
      implements ModelAnswer, OfOne {
    @Override
    public Optional<String> realModel() {
      return Optional.of(model);
    }
  }

  /**
   * Which model suits a source.
   *
   * @param model empty where the source is not to be enlarged
   * @param scale of the model; 1 without one
   * @param passedOver every other model, and why it was not chosen
   */
  record Recommended(
      Optional<String> model,
      @JsonProperty("substituted_for") Optional<String> substitutedFor,
      int scale,
      String reason,
      List<Kept> passedOver)
      implements ModelAnswer, OfOne {
    @Override
    public Optional<String> realModel() {
      return model;
    }
  }

  /**
   * Where a model is, for a program of the same user.
   *
   * @param file absolute; empty for a model of the installation
   */
  record Located(
      String model,
      @JsonProperty("substituted_for") Optional<String> substitutedFor,
      Optional<String> file)
      implements ModelAnswer, OfOne {
    @Override
    public Optional<String> realModel() {
      return Optional.of(model);
    }
  }

  /** What a clean-up has removed, or would. */
  record CleanedUp(boolean dryRun, List<Removed> removed, List<Kept> kept, List<String> foreign)
      implements ModelAnswer {}

  /** A model to which nothing was done, and why. */
  record Kept(String model, String reason) {}
}
