package dev.jellyscale.models.install;

import java.nio.channels.ClosedByInterruptException;

/** Finds interruptions where Java reports them as failures of a file. */
final class HiddenInterruption {

  private HiddenInterruption() {}

  /**
   * @return the failure itself where it is no interruption
   * @throws InterruptedException where it is one
   */
  static RuntimeException in(RuntimeException failure) throws InterruptedException {
    if (failure.getCause() instanceof ClosedByInterruptException && Thread.interrupted()) {
      var interruption = new InterruptedException();
      interruption.initCause(failure);
      throw interruption;
    }
    return failure;
  }
}
