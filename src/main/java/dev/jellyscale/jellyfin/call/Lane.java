package dev.jellyscale.jellyfin.call;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The calls for one purpose: so many at once and no more, with a breaker of their own. What one
 * purpose asks for keeps no call for another waiting. Thread-safe.
 */
final class Lane {
  private final Breaker breaker;
  private final Semaphore places;
  private final Duration patience;

  /**
   * An empty one.
   *
   * @param width calls at once
   * @param patience for which a call waits until there is a place
   */
  Lane(int width, Breaker breaker, Duration patience) {
    this.breaker = breaker;
    this.patience = patience;
    places = new Semaphore(width, true);
  }

  /** A call that has not begun. */
  @FunctionalInterface
  interface Begun<T> {
    T run() throws Nonsense;
  }

  /**
   * Calls as soon as there is a place. That there was none says nothing against the server.
   *
   * @throws Nonsense if the answer has no meaning; the breaker knows of it
   * @throws Unavailable if there was no place in time, or the server rests
   */
  <T> T call(Begun<T> call) throws Nonsense {
    breaker.requireWay(); // Nobody waits for a place of no use to him.
    enter();
    try {
      breaker.enter();
      return counted(call);
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Unavailable.until("Too many wait for Jellyfin at the moment", patience);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unavailable("The wait for Jellyfin was interrupted", null);
    }
  }

  private <T> T counted(Begun<T> call) throws Nonsense {
    boolean told = false;
    try {
      var meaning = call.run();
      breaker.succeeded();
      told = true;
      return meaning;
    } catch (Nonsense e) {
      told = true;
      if (e.isCounting()) {
        breaker.failed();
      } else {
        breaker.succeeded();
      }
      throw e;
    } finally {
      if (!told) {
        breaker.givenUp();
      }
    }
  }
}
