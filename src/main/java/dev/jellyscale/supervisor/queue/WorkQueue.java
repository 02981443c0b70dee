package dev.jellyscale.supervisor.queue;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.supervisor.queue.QueueListener.Refusal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends slots to callers, one caller for each slot at a time. Thread-safe.
 *
 * <p>What it guarantees: urgent work comes first; clients of one priority take turns, so that none
 * of them waits for all the work of another; less urgent work has its share of turns however much
 * urgent work there is; the number of waiting callers is bounded; a caller that is interrupted or
 * whose deadline comes leaves at once, and a slot that was just given to it goes to the next. Work
 * that has begun is never interrupted for other work: a range of a video keeps its slot until it is
 * done, which is why ranges are short.
 */
public final class WorkQueue {
  private static final double NANOS = 1e9;
  private static final long LONGEST_RETRY_SECONDS = 600;

  private final QueueSettings settings;
  private final LongSupplier clock;
  private final IntPredicate preferred;
  private final List<QueueListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final @Nullable Work[] slots;
  private final WaitingRoom room;
  private final ServiceTimes times;
  private boolean ending;
  private boolean closed;

  /** What keeps a slot busy. */
  private record Work(Priority priority, long since) {}

  /**
   * @param slots how many there are
   * @param preferred slots that are given away first; must not block
   * @param clock nanoseconds that never go back
   */
  public WorkQueue(QueueSettings settings, int slots, IntPredicate preferred, LongSupplier clock) {
    this.settings = settings;
    this.preferred = preferred;
    this.clock = clock;
    this.slots = new Work[slots];
    room = new WaitingRoom(settings);
    times = new ServiceTimes(settings.firstGuess());
  }

  /** Tells everything from now on. */
  public void listen(QueueListener listener) {
    listeners.add(listener);
  }

  /**
   * Waits for a slot.
   *
   * @param wanted the only slot that will do; empty: any
   * @return to be closed when the work is done
   * @throws Unavailable if there is no room to wait, or the deadline comes first; it tells when to
   *     try again, from what work took so far
   * @throws EngineFailure if the queue is closed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public Turn take(QueuePlace place, OptionalInt wanted) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var ticket = new Ticket(place, wanted, clock.getAsLong(), lock.newCondition());
      room.add(ticket);
      handOut();
      requireRoom(ticket);
      tellWaiting(place.priority());
      await(ticket);
      int slot = ticket.slot();
      listeners.forEach(heard -> heard.served(place.priority(), since(ticket.since)));
      return new Turn(slot, () -> giveBack(slot));
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(Ticket ticket) {
    requireFuture(ticket);
    if (!ticket.served()) {
      room.obstacle(ticket)
          .ifPresent(
              why -> {
                room.remove(ticket);
                throw refused(ticket, why);
              });
    }
  }

  private void requireFuture(Ticket ticket) {
    if (ending && !closed && !ticket.served()) {
      room.remove(ticket);
      throw refused(ticket, Refusal.ENDING);
    }
  }

  private void await(Ticket ticket) throws InterruptedException {
    try {
      while (!ticket.served()) {
        if (closed) {
          throw new EngineFailure("The supervisor of renderers is closed", null);
        }
        requireFuture(ticket);
        // Whether it was called or late shows in the next round.
        var _ = ticket.called.awaitNanos(patience(ticket));
      }
    } catch (InterruptedException e) {
      listeners.forEach(heard -> heard.gone(ticket.place.priority(), since(ticket.since)));
      if (ticket.served()) {
        free(ticket.slot());
      }
      throw e;
    } finally {
      room.remove(ticket);
      tellWaiting(ticket.place.priority());
    }
  }

  /** Nanoseconds until the deadline, above 0. */
  private long patience(Ticket ticket) {
    var deadline = ticket.place.deadlineNanos();
    if (deadline.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long left = deadline.getAsLong() - clock.getAsLong();
    if (left <= 0) {
      room.remove(ticket);
      throw refused(ticket, Refusal.LATE);
    }
    return left;
  }

  private Unavailable refused(Ticket ticket, Refusal why) {
    var priority = ticket.place.priority();
    listeners.forEach(heard -> heard.refused(priority, why, since(ticket.since)));
    var retry = retryAfter(priority);
    var reason =
        switch (why) {
          case FULL -> "All renderers are busy, and no more requests can wait";
          case CLIENT_FULL ->
              "All renderers are busy, and %d requests of this client wait already"
                  .formatted(settings.clientPlaces());
          case ENDING -> "The service is stopping";
          case LATE -> "All renderers were busy until the request's deadline";
        };
    return Unavailable.until(reason, retry);
  }

  /** When somebody who comes now would probably be served; whole seconds, at least one. */
  private Duration retryAfter(Priority priority) {
    double seconds = 0;
    for (var work : slots) {
      if (work != null) {
        double worked = (clock.getAsLong() - work.since()) / NANOS;
        seconds += Math.max(0, times.seconds(work.priority()) - worked);
      }
    }
    for (var other : Priority.values()) {
      if (other.compareTo(priority) <= 0) {
        seconds += room.waiting(other) * times.seconds(other);
      }
    }
    long whole = (long) Math.ceil(seconds / slots.length);
    return Duration.ofSeconds(Math.clamp(whole, 1, LONGEST_RETRY_SECONDS));
  }

  private void giveBack(int slot) {
    lock.lock();
    try {
      free(slot);
    } finally {
      lock.unlock();
    }
  }

  private void free(int slot) {
    var work = slots[slot];
    slots[slot] = null;
    if (work != null) {
      var worked = since(work.since());
      times.measured(work.priority(), worked);
      listeners.forEach(heard -> heard.done(work.priority(), worked));
    }
    handOut();
  }

  private void handOut() {
    handOut(preferred);
    handOut(_ -> true);
  }

  private void handOut(IntPredicate which) {
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] == null && which.test(slot)) {
        give(slot);
      }
    }
  }

  private void give(int slot) {
    Optional<Ticket> next = closed || ending ? Optional.empty() : room.next(slot);
    if (next.isPresent()) {
      slots[slot] = new Work(next.get().place.priority(), clock.getAsLong());
      next.get().call(slot);
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(clock.getAsLong() - nanos);
  }

  private void tellWaiting(Priority priority) {
    int count = room.waiting(priority);
    listeners.forEach(heard -> heard.waiting(priority, count));
  }

  /** What it looks like at this moment. */
  public QueueReading reading() {
    lock.lock();
    try {
      var waiting = new EnumMap<Priority, Integer>(Priority.class);
      int atWork = 0;
      for (var priority : Priority.values()) {
        waiting.put(priority, room.waiting(priority));
      }
      for (var work : slots) {
        atWork += work == null ? 0 : 1;
      }
      return new QueueReading(waiting, atWork, slots.length, settings.places());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses everybody who waits or comes, so that he may try again when the node is back. Whoever
   * has a slot keeps it.
   */
  public void end() {
    lock.lock();
    try {
      ending = true;
      room.all().forEach(ticket -> ticket.called.signal());
    } finally {
      lock.unlock();
    }
  }

  /** Fails everybody who waits or comes. Whoever has a slot keeps it. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      room.all().forEach(ticket -> ticket.called.signal());
    } finally {
      lock.unlock();
    }
  }
}
