package dev.jellyscale.models.lifecycle;

import dev.jellyscale.model.ModelId;
import java.time.Instant;

/** A model is in another state since {@code when}. */
public record ModelEvent(ModelId model, ModelState state, Instant when) {}
