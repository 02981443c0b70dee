package dev.jellyscale.jobs.work;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast an attempt has been of late, from what it told over the last looks at it. Safe for use
 * by several threads.
 */
final class Speed {
  private static final int LOOKS = 6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(long nanos, long frames) {}

  /** So many frames were done at that time. */
  synchronized void at(long nanos, long frames) {
    if (looks.size() == LOOKS) {
      looks.removeFirst();
    }
    looks.addLast(new Look(nanos, frames));
  }

  /** It stands still: what comes behind is measured for itself. */
  synchronized void stop() {
    looks.clear();
  }

  /** Frames per second; 0 while that is not known. */
  synchronized double framesPerSecond() {
    if (looks.size() < 2) {
      return 0;
    }
    var first = looks.getFirst();
    var last = looks.getLast();
    return (last.frames - first.frames) * NANOS_PER_SECOND / (last.nanos - first.nanos);
  }
}
