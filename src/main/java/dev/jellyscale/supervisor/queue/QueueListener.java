package dev.jellyscale.supervisor.queue;

import java.time.Duration;

/**
 * Hears what happens in a queue, to count it. Called by the threads that wait, one at a time, in
 * the order of events; must not block and must not throw.
 */
public interface QueueListener {

  /** Why a caller has to do without a renderer. */
  enum Refusal {
    /** The queue is full. */
    FULL,
    /** The client has as many callers waiting as it may. */
    CLIENT_FULL,
    /** Its deadline has come. */
    LATE,
    /** The node ends. */
    ENDING
  }

  /** So many callers wait now. */
  default void waiting(Priority priority, int callers) {}

  /** A caller has a renderer, after so long. */
  default void served(Priority priority, Duration waited) {}

  /** A caller has been refused, after so long. */
  default void refused(Priority priority, Refusal why, Duration waited) {}

  /** A caller was interrupted and waits no more. */
  default void gone(Priority priority, Duration waited) {}

  /** A caller has given its renderer back, after so long. */
  default void done(Priority priority, Duration worked) {}
}
