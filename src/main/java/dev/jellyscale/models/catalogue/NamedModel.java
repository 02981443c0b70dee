package dev.jellyscale.models.catalogue;

import dev.jellyscale.model.ModelId;
import java.util.Optional;

/**
 * A model, and what it was called by who asked for it.
 *
 * @param model the real one
 * @param substitutedFor the id that was asked for, where another model stands in for it
 */
public record NamedModel(ModelId model, Optional<ModelId> substitutedFor) {

  /** A sentence for a person where another model stands in; empty where none does. */
  public Optional<String> note() {
    return substitutedFor.map(asked -> "Model '%s' stands in for '%s'".formatted(model, asked));
  }
}
