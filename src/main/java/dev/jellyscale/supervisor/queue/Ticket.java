package dev.jellyscale.supervisor.queue;

import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;

/** A caller that waits. Guarded by the lock of its {@link WorkQueue}. */
final class Ticket {
  private static final int NONE = -1;

  final QueuePlace place;
  final OptionalInt wanted;
  final long since;
  final Condition called;
  private int slot = NONE;

  /**
   * @param wanted the only slot that will do; empty: any
   * @param since when it came, in nanoseconds
   * @param called signalled when it has a slot
   */
  Ticket(QueuePlace place, OptionalInt wanted, long since, Condition called) {
    this.place = place;
    this.wanted = wanted;
    this.since = since;
    this.called = called;
  }

  boolean takes(int free) {
    return wanted.isEmpty() || wanted.getAsInt() == free;
  }

  boolean served() {
    return slot != NONE;
  }

  int slot() {
    if (!served()) {
      throw new IllegalStateException("The caller still waits");
    }
    return slot;
  }

  void call(int free) {
    slot = free;
    called.signal();
  }
}
