package dev.jellyscale.models.lifecycle;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.lifecycle.ModelState.Installed;
import java.time.Instant;

/** A model that was to be open at some time. Guarded by the lock of {@link ModelTable}. */
final class OpenModel {
  final ModelSource source;
  ModelState state = new Installed();
  int leases;
  Instant lastUsed;

  /** What it took when it was open last; what is known of its file before that. */
  long expectedBytes;

  OpenModel(ModelSource source, long expectedBytes, Instant now) {
    this.source = source;
    this.expectedBytes = expectedBytes;
    lastUsed = now;
  }
}
