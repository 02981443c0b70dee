package dev.jellyscale.models.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Tells changes of models to whoever subscribes. Telling never waits for a listener. */
public final class ModelEvents {
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  /**
   * Hears all changes from now on.
   *
   * @param bound changes that wait to be heard; a listener that falls behind loses the oldest, and
   *     learns how many
   */
  public Subscription subscribe(int bound) {
    var subscription = new Subscription(bound);
    subscriptions.add(subscription);
    return subscription;
  }

  void tell(ModelEvent event) {
    subscriptions.forEach(subscription -> subscription.take(event));
  }

  /** Changes that one listener has not heard yet, in their order. */
  public final class Subscription implements AutoCloseable {
    private final BlockingQueue<ModelEvent> unheard;
    private final AtomicLong missed = new AtomicLong();

    private Subscription(int bound) {
      unheard = new ArrayBlockingQueue<>(bound);
    }

    private synchronized void take(ModelEvent event) {
      while (!unheard.offer(event)) {
        if (unheard.poll() != null) {
          missed.incrementAndGet();
        }
      }
    }

    /** The next change; empty where none comes in time. */
    public Optional<ModelEvent> next(Duration wait) throws InterruptedException {
      return Optional.ofNullable(unheard.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** How many changes were lost so far because nobody heard them in time. */
    public long missed() {
      return missed.get();
    }

    /** Hears no more. */
    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
