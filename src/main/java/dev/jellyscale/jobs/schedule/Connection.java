package dev.jellyscale.jobs.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the database has answered long enough for signs of life to be there again. When it was
 * away, all of them are old, also those of nodes that live. Thread-safe.
 */
final class Connection extends AbstractSchedulerListener {
  private final long settled;
  private final long gap;
  private final LongSupplier nanos;
  private boolean good;
  private long since;
  private long last;

  /**
   * A connection that has yet to be seen good.
   *
   * @param heartbeat between two signs of life of a node; all that live have given one when the
   *     database has answered for half as long again
   * @param nanos a clock that never goes back
   */
  Connection(Duration heartbeat, LongSupplier nanos) {
    settled = heartbeat.toNanos() / 2 * 3;
    // The one question that also a node asks which has nothing to do comes every two heartbeats.
    gap = heartbeat.multipliedBy(3).toNanos();
    this.nanos = nanos;
  }

  @Override
  public synchronized void onSchedulerEvent(SchedulerEventType type) {
    switch (type) {
      case RAN_EXECUTE_DUE, RAN_UPDATE_HEARTBEATS, RAN_DETECT_DEAD -> answered();
      case UNEXPECTED_ERROR, FAILED_HEARTBEAT, FAILED_MULTIPLE_HEARTBEATS -> good = false;
      default -> {
        // Says nothing of the database.
      }
    }
  }

  private void answered() {
    long now = nanos.getAsLong();
    // A database that hangs makes no failure until callers lose their patience.
    if (!good || now - last > gap) {
      since = now;
    }
    good = true;
    last = now;
  }

  /** Whether it was good without a gap up to now, for long enough. */
  synchronized boolean isSettled() {
    long now = nanos.getAsLong();
    return good && now - last <= gap && now - since >= settled;
  }
}
