package dev.jellyscale.api.service.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The last entries of the log, and those who listen to it. Bounded in entries, in the length of an
 * entry and in listeners; writing never waits for a listener. Thread-safe.
 */
final class LogRing {
  /** Entries that are kept. */
  static final int CAPACITY = 5000;

  /** Listeners at the same time. */
  static final int MOST_LISTENERS = 16;

  private static final int LONGEST_MESSAGE = 4096;
  private static final int LONGEST_LOGGER = 200;

  /** Entries that a new listener hears of what was before. */
  private static final int REPLAYED = 100;

  private final ArrayDeque<LogEntry> entries = new ArrayDeque<>();
  private final Set<LogListener> listeners = new HashSet<>();
  private long last;

  /** Writes an entry, cut to its bounds, and tells it to all listeners. */
  synchronized void write(Instant when, String level, String logger, String message) {
    last++;
    double seconds = when.getEpochSecond() + when.getNano() / 1e9;
    var entry =
        new LogEntry(
            last, seconds, level, cut(logger, LONGEST_LOGGER), cut(message, LONGEST_MESSAGE));
    if (entries.size() == CAPACITY) {
      entries.removeFirst();
    }
    entries.addLast(entry);
    listeners.forEach(listener -> listener.hear(entry));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }

  /** The last entries, the oldest of them first. */
  synchronized List<LogEntry> recent(int limit) {
    int skipped = Math.max(0, entries.size() - limit);
    return entries.stream().skip(skipped).toList();
  }

  /**
   * Begins to listen; nothing is lost or told twice between what was before and what comes.
   *
   * @param after the last entry that the listener knows; where it is unknown, or not of this ring,
   *     the listener hears of the last 100 entries
   * @return empty where there are too many listeners
   */
  synchronized Optional<LogListener> listen(OptionalLong after) {
    if (listeners.size() >= MOST_LISTENERS) {
      return Optional.empty();
    }
    var listener = new LogListener(missed(after), this::forget);
    listeners.add(listener);
    return Optional.of(listener);
  }

  private List<LogEntry> missed(OptionalLong after) {
    if (after.isEmpty() || after.getAsLong() > last) {
      return recent(REPLAYED);
    }
    var missed = new ArrayList<LogEntry>();
    for (var entry : entries) {
      if (entry.seq() > after.getAsLong()) {
        missed.add(entry);
      }
    }
    return missed;
  }

  private synchronized void forget(LogListener listener) {
    listeners.remove(listener);
  }

  /** How many listen. */
  synchronized int listeners() {
    return listeners.size();
  }
}
