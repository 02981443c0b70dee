package dev.jellyscale.models.catalogue;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import java.util.Optional;

/**
 * An id that other software asks for.
 *
 * @param id as it is asked for
 * @param scale what a model of that id does: 1, 2, 3, 4 or 8; 0 where it makes no pictures
 * @param model the one of ours that stands in, of the same scale
 * @param reason why none stands in; there is either a model or a reason
 */
public record Alias(ModelId id, int scale, Optional<ModelId> model, Optional<String> reason) {

  public Alias {
    if (scale < 0 || scale > 8) {
      throw new Invalid("Alias '" + id + "' has scale " + scale);
    }
    if (model.isPresent() == reason.isPresent()) {
      throw new Invalid("Alias '" + id + "' needs either a model or a reason why there is none");
    }
  }
}
