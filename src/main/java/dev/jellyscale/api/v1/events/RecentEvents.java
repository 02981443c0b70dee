package dev.jellyscale.api.v1.events;

import dev.jellyscale.api.v1.view.ProgressView;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The end of the history, and how far jobs are, as one thread finds and many hear. Bounded; who has
 * fallen behind it reads the database. Thread-safe.
 */
final class RecentEvents {
  private static final int CAPACITY = 2000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final ArrayDeque<HistoryEntry> entries = new ArrayDeque<>();
  private Map<JobId, ProgressView> progress = Map.of();
  private long version;
  private long floor;
  private long last;

  /**
   * What there is for a listener.
   *
   * @param entries behind his last one; empty where they are no longer remembered, and are to be
   *     read from the database
   * @param last number up to which the history has been seen
   * @param progress of all jobs that are being rendered
   * @param version of the progress
   */
  record News(
      Optional<List<HistoryEntry>> entries,
      long last,
      Map<JobId, ProgressView> progress,
      long version) {}

  /** Begins anew behind an entry. */
  void begin(long number) {
    lock.lock();
    try {
      entries.clear();
      progress = Map.of();
      floor = number;
      last = number;
    } finally {
      lock.unlock();
    }
  }

  /** Number of the last entry that is known. */
  long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds entries, in the order of their numbers, that follow an earlier one. Those that are known
   * are passed over: who looked before and who looks now may find the same.
   */
  void add(List<HistoryEntry> found) {
    lock.lock();
    try {
      for (var entry : found) {
        if (entry.number() > last) {
          entries.addLast(entry);
          last = entry.number();
        }
      }
      while (entries.size() > CAPACITY) {
        floor = entries.removeFirst().number();
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells how far all jobs are that are being rendered. */
  void tell(Map<JobId, ProgressView> now) {
    lock.lock();
    try {
      if (!now.equals(progress)) {
        progress = Map.copyOf(now);
        version++;
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for news.
   *
   * @param after number of the last entry that the listener knows
   * @param seen version of the progress that he knows
   */
  News await(long after, long seen, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (after >= last && seen == version && left > 0) {
        left = news.awaitNanos(left);
      }
      var behind =
          after < floor
              ? Optional.<List<HistoryEntry>>empty()
              : Optional.of(entries.stream().filter(entry -> entry.number() > after).toList());
      return new News(behind, last, progress, version);
    } finally {
      lock.unlock();
    }
  }
}
