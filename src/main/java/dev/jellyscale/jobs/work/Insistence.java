package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Writes down what took long to make, also where the database is away for a moment. Whoever has
 * taken the work over by then is found by the change itself.
 *
 * @param longest time of trying after the first failure; that one may have taken long by itself, as
 *     where a database is frozen
 * @param pause between two tries
 */
record Insistence(Duration longest, Duration pause) {
  private static final System.Logger LOG = System.getLogger(Insistence.class.getName());

  /** A server that is started anew is back by then; nothing else could be done meanwhile. */
  static final Insistence USUAL = new Insistence(Duration.ofSeconds(30), Duration.ofSeconds(1));

  /**
   * Makes a change.
   *
   * @param change answers whether it took place, also where an earlier try did it whose answer was
   *     lost
   * @throws Unavailable if the database is away for longer
   */
  boolean on(BooleanSupplier change) throws InterruptedException {
    try {
      return change.getAsBoolean();
    } catch (Unavailable e) {
      return again(change, e);
    }
  }

  private boolean again(BooleanSupplier change, Unavailable first) throws InterruptedException {
    long failed = System.nanoTime();
    var failure = first;
    while (System.nanoTime() - failed < longest.toNanos()) {
      LOG.log(
          Level.INFO, "What was made is written down a little later: {0}", failure.getMessage());
      Thread.sleep(pause);
      try {
        return change.getAsBoolean();
      } catch (Unavailable e) {
        failure = e;
      }
    }
    throw failure;
  }
}
