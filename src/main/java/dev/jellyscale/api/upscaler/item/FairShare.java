package dev.jellyscale.api.upscaler.item;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.service.ServiceFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
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
  private static final long MOST_CALLERS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final CurrentCaller caller;

  /** Whoever waits or asks holds on to his own; one that is let go of here was idle. */
  private final LoadingCache<String, Semaphore> places =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(_ -> new Semaphore(AT_ONCE, true));

  FairShare(CurrentCaller caller) {
    this.caller = caller;
  }

  /**
   * The answer to a question, when it is the caller's turn.
   *
   * @throws ServiceFailure with 429 if that takes too long
   */
  <T> T ask(Supplier<T> question) {
    var mine = places.get(caller.get().key());
    try {
      if (!mine.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ServiceFailure.later(TOO_MANY, "You ask for too much at once", COME_AGAIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw ServiceFailure.later(TOO_MANY, "You ask for too much at once", COME_AGAIN);
    }
    try {
      return question.get();
    } finally {
      mine.release();
    }
  }
}
