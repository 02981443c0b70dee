package dev.jellyscale.renderer;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.protocol.wire.Event;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One command that is being worked on: tells its progress, and can be cancelled. Thread-safe. */
final class Task {
  /** Enough for a person who watches; more would only fill the channel. */
  private static final long MILLIS_BETWEEN_EVENTS = 200;

  private static final long NANOS_BETWEEN_EVENTS =
      TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_EVENTS);

  private final long id;
  private final Thread worker;
  private final Consumer<Event> events;
  private @Nullable Upscaler running;
  private volatile boolean cancelled;
  private boolean ended;
  private boolean held;
  private long done;
  private long total;
  private long lastEvent;

  /**
   * @param worker the thread that does the work
   * @param events told of progress
   */
  Task(long id, Thread worker, Consumer<Event> events) {
    this.id = id;
    this.worker = worker;
    this.events = events;
    lastEvent = System.nanoTime() - NANOS_BETWEEN_EVENTS;
  }

  long id() {
    return id;
  }

  /** Tells that work goes on, though not at every call. */
  synchronized void progress(long nowDone, long ofTotal) {
    done = nowDone;
    total = ofTotal;
    tell(done == total, false);
  }

  private void tell(boolean always, boolean standing) {
    long now = System.nanoTime();
    if (always || now - lastEvent >= NANOS_BETWEEN_EVENTS) {
      lastEvent = now;
      events.accept(new Event.Progress(id, done, total, standing));
    }
  }

  /** Makes the work stand still where it next {@link #pass passes}. */
  synchronized void hold() {
    held = true;
  }

  /** Ends {@link #hold}. */
  synchronized void goOn() {
    held = false;
    notifyAll();
  }

  /**
   * Returns at once unless the work is held, and else when it goes on. While it is held it tells
   * so, which is its sign of life. Called by any thread of the work.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  synchronized void pass() throws InterruptedException {
    if (!held) {
      return;
    }
    while (held) {
      tell(false, true);
      wait(MILLIS_BETWEEN_EVENTS);
    }
    tell(true, false);
  }

  /** Names the upscaler that cancelling has to stop. */
  synchronized void runs(Upscaler upscaler) throws InterruptedException {
    running = upscaler;
    // Whoever cancelled before could not reach it.
    requireWanted();
  }

  /**
   * Names no upscaler any more: from here on cancelling touches none.
   *
   * @return whether it was not touched before either
   */
  synchronized boolean leaves() {
    running = null;
    return !cancelled;
  }

  /** Returns if the work is still wanted. */
  void requireWanted() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("The command was cancelled");
    }
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Ends the work: at once where it infers or waits, else at its next step. */
  synchronized void cancel() {
    if (ended) {
      return;
    }
    cancelled = true;
    var upscaler = running;
    if (upscaler != null) {
      upscaler.cancel();
    }
    worker.interrupt();
  }

  /** Called by the worker: from here on it belongs to other work, and no interruption is left. */
  synchronized void end() {
    ended = true;
    Thread.interrupted();
  }
}
