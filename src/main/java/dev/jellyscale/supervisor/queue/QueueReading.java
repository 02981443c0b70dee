package dev.jellyscale.supervisor.queue;

import java.util.Map;

/**
 * A queue at one moment.
 *
 * @param waiting callers by their priority; none is missing
 * @param atWork slots that are in use
 * @param slots all of them
 * @param places for callers that wait
 */
public record QueueReading(Map<Priority, Integer> waiting, int atWork, int slots, int places) {
  public QueueReading {
    waiting = Map.copyOf(waiting);
  }

  /** All callers that wait. */
  public int allWaiting() {
    return waiting.values().stream().mapToInt(Integer::intValue).sum();
  }
}
