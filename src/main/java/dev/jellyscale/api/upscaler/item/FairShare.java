package dev.jellyscale.api.upscaler.item;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.service.ServiceFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps one caller from asking Jellyfin for so much at once that others wait: each has {@value
 * #AT_ONCE} questions under way, and further ones wait their turn. Thread-safe.
 */
@Singleton
class FairShare {
  private static final int AT_ONCE = 2;
  private static final int TOO_MANY = 429;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final Supplier<String> caller;
  private final Duration patience;
  private final ConcurrentMap<String, Share> shares = new ConcurrentHashMap<>();

  @Inject
  FairShare(CurrentCaller caller) {
    this(() -> caller.get().key(), PATIENCE);
  }

  /**
   * @param caller key of whoever calls in the present thread
   * @param patience for which a question waits its turn
   */
  FairShare(Supplier<String> caller, Duration patience) {
    this.caller = caller;
    this.patience = patience;
  }

  /**
   * What a caller has.
   *
   * @param requests of his that ask or wait; with the last of them it is forgotten
   */
  private record Share(Semaphore places, int requests) {

    static Share one() {
      return new Share(new Semaphore(AT_ONCE, true), 1);
    }

    Share and(int more) {
      return new Share(places, requests + more);
    }
  }

  /**
   * The answer to a question, when it is the caller's turn.
   *
   * @throws ServiceFailure with 429 if that takes too long
   */
  <T> T ask(Supplier<T> question) {
    var who = caller.get();
    var places =
        shares.compute(who, (_, share) -> share == null ? Share.one() : share.and(1)).places();
    try {
      enter(places);
      try {
        return question.get();
      } finally {
        places.release();
      }
    } finally {
      shares.computeIfPresent(who, (_, share) -> share.requests() == 1 ? null : share.and(-1));
    }
  }

  /** Callers who ask or wait at this moment. */
  int callers() {
    return shares.size();
  }

  private void enter(Semaphore places) {
    boolean entered = false;
    try {
      entered = places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!entered) {
      throw ServiceFailure.later(TOO_MANY, "You ask for too much at once", COME_AGAIN);
    }
  }
}
