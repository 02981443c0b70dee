package dev.jellyscale.models.lifecycle;

import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.lifecycle.ModelState.Installed;
import dev.jellyscale.protocol.MemoryUse;
import java.time.Instant;

/** A model that was to be open at some time. Guarded by the lock of {@link ModelTable}. */
final class OpenModel {
  final ModelSource source;
  ModelState state = new Installed();
  int leases;
  Instant lastUsed;

  /** What it took when it was open last; what is known of its file before that. */
  MemoryUse expected;

  /** Whether it has failed in one renderer while another one still has it open. */
  boolean openElsewhere;

  OpenModel(ModelSource source, MemoryUse expected, Instant now) {
    this.source = source;
    this.expected = expected;
    lastUsed = now;
  }
}
