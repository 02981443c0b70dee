package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Fault;

/** The source is not the file that the job was planned with. */
final class SourceChanged extends RuntimeException {
  /** As the renderer has told it. */
  SourceChanged(Conflict told) {
    super(told.getMessage(), told);
  }

  /**
   * As the node has seen it when a step had failed, by whatever that change had led to.
   *
   * @param file as people call it
   */
  SourceChanged(String file, JellyscaleException led) {
    super(
        "The source changed: %s is not the file that was planned (%s)"
            .formatted(file, led.getMessage()),
        led);
  }

  /** No other attempt would fare better. */
  Fault fault() {
    return Fault.lasting("source-changed", String.valueOf(getMessage()));
  }
}
