package dev.jellyscale.video.pipeline;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Bounded hand-over between two stages. A full one blocks its producer, and that is the pipeline's
 * only back-pressure. An item belongs to it from {@link #put} to {@link #take}.
 */
final class HandOver<T> implements AutoCloseable {
  private final BlockingQueue<Optional<T>> items;
  private final Consumer<? super T> release;

  /**
   * @param capacity most items held at once; bounds native memory, not only latency
   * @param release gives back an item that nobody took
   */
  HandOver(int capacity, Consumer<? super T> release) {
    items = new ArrayBlockingQueue<>(capacity);
    this.release = release;
  }

  /** Takes over {@code item}, also when interrupted, and waits for room. */
  void put(T item) throws InterruptedException {
    try {
      items.put(Optional.of(item));
    } catch (InterruptedException e) {
      release.accept(item);
      throw e;
    }
  }

  /** Marks the end of the stream. Nothing may be put after it. */
  void end() throws InterruptedException {
    items.put(Optional.empty());
  }

  /** Waits for the next item and gives it to the caller; empty at the end of the stream. */
  Optional<T> take() throws InterruptedException {
    return items.take();
  }

  /** Releases what was put and never taken. Call once no stage is running. */
  @Override
  public void close() {
    for (var item = items.poll(); item != null; item = items.poll()) {
      item.ifPresent(release);
    }
  }
}
