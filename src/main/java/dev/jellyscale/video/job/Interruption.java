package dev.jellyscale.video.job;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;

/**
 * Tells a failure that an interruption made from one of its own. Whoever writes to a channel while
 * being interrupted fails with an exception of the channel, and a stage may do so before the thread
 * that waits for it notices.
 */
final class Interruption {
  private Interruption() {}

  /** Something that may be interrupted. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /**
   * Does work and tells whatever failure an interruption made of it as the interruption that it is.
   *
   * @throws InterruptedException if the calling thread was interrupted
   */
  static <T> T told(Work<T> work) throws InterruptedException {
    try {
      return work.run();
    } catch (RuntimeException | Error e) {
      if (!Thread.interrupted() && !caused(e)) {
        throw e;
      }
      var interruption = new InterruptedException("interrupted");
      interruption.initCause(e);
      throw interruption;
    }
  }

  /** Whether an interruption stands behind the failure, its causes or what was suppressed. */
  static boolean caused(Throwable failure) {
    var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
    var waiting = new ArrayDeque<Throwable>();
    waiting.add(failure);
    while (!waiting.isEmpty()) {
      var next = waiting.remove();
      if (next instanceof InterruptedException
          || next instanceof ClosedByInterruptException
          || next instanceof FileLockInterruptionException) {
        return true;
      }
      if (seen.add(next)) {
        waiting.addAll(java.util.Arrays.asList(next.getSuppressed()));
        if (next.getCause() != null) {
          waiting.add(next.getCause());
        }
      }
    }
    return false;
  }
}
