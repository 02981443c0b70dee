package dev.jellyscale.jobs.window;

import dev.jellyscale.jobs.store.JobStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells of windows that opened or closed since somebody last told of it, by the database's clock:
 * once, however many nodes look, whenever they do, and whatever their own clocks say. What jobs do
 * is not decided here: every look at the queue asks the windows themselves ({@link WindowGate}), so
 * a turn that nobody tells of costs nothing but the line in the log.
 *
 * @param wake called for each turn that this node told of
 */
public record WindowTurns(JobStore store, Runnable wake) {
  private static final System.Logger LOG = System.getLogger(WindowTurns.class.getName());

  /** Windows come again every week: an older turn is not the last one. */
  private static final Duration LONGEST = Duration.ofDays(8);

  /** Tells what there is to tell; returns how many turns that were. */
  public int tell() {
    var now = store.database().clock().instant();
    int told = 0;
    for (var turn : store.windows().lastTurns().entrySet()) {
      told += tell(turn.getKey(), turn.getValue(), now) ? 1 : 0;
    }
    return told;
  }

  private boolean tell(NamedWindow window, Instant last, Instant now) {
    var earliest = now.minus(LONGEST);
    var turn = window.turnedBetween(last.isBefore(earliest) ? earliest : last, now);
    if (turn.isEmpty() || !store.windows().turned(window.name(), turn.get())) {
      return false;
    }
    boolean open = window.hours().isOpen(now);
    LOG.log(Level.INFO, "Render window ''{0}'' has {1}", window.name(), open ? "opened" : "closed");
    wake.run();
    return true;
  }
}
