package dev.jellyscale.api.service.logs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Somebody who listens to the log. Who falls behind by more than 1000 entries hears no more, and
 * can be told so.
 */
final class LogListener implements AutoCloseable {
  private static final int MOST_WAITING = 1000;

  private final List<LogEntry> before;
  private final BlockingQueue<LogEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Consumer<LogListener> leaving;
  private volatile boolean behind;

  LogListener(List<LogEntry> before, Consumer<LogListener> leaving) {
    this.before = before;
    this.leaving = leaving;
  }

  /** Never waits. */
  void hear(LogEntry entry) {
    if (!behind && !waiting.offer(entry)) {
      behind = true;
    }
  }

  /** What was before, the oldest entry first. */
  List<LogEntry> before() {
    return before;
  }

  /** Whether entries are lost, because this listener was too slow. */
  boolean isBehind() {
    return behind;
  }

  /** The next entry, waited for; empty where none comes. */
  Optional<LogEntry> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Listens no more. */
  @Override
  public void close() {
    leaving.accept(this);
  }
}
