package dev.jellyscale.video.work;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Short work on files that is worth finishing although the thread shall stop. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Work that may be begun again where it was cut. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Does the work to its end. An interruption, which closes the channel that is in use, begins it
   * again, and the thread is interrupted when this returns or throws.
   */
  public static void run(Work work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!isDone(work)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isDone(Work work) throws IOException {
    try {
      work.run();
      return true;
    } catch (ClosedByInterruptException _) {
      return false;
    }
  }
}
