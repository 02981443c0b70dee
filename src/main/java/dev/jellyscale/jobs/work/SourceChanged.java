package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Fault;

/** The source is not the file that the job was planned with. */
final class SourceChanged extends RuntimeException {
  /** As the renderer has told it. */
  SourceChanged(Conflict told) {
    super(told.getMessage(), told);
  }

  /** No other attempt would fare better. */
  Fault fault() {
    return Fault.lasting("source-changed", String.valueOf(getMessage()));
  }
}
