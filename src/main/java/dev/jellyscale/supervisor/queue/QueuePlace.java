package dev.jellyscale.supervisor.queue;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * On whose behalf a caller waits for a renderer, and for how long.
 *
 * @param client whose work it is, such as the id of a token; clients of one priority take turns
 * @param deadlineNanos until when it may wait, on the scale of {@link System#nanoTime}; empty: as
 *     long as it takes. It bounds the waiting alone, also for a renderer that is being started:
 *     work that has begun is finished.
 */
public record QueuePlace(Priority priority, String client, OptionalLong deadlineNanos) {

  /** The client of the node's own work, which is never refused for want of room. */
  public static final String NODE = "";

  /** A place that is given up so long after now. */
  public static QueuePlace within(Priority priority, String client, Duration patience) {
    return new QueuePlace(
        priority, client, OptionalLong.of(System.nanoTime() + patience.toNanos()));
  }

  /** A place that is kept as long as it takes. */
  public static QueuePlace patient(Priority priority, String client) {
    return new QueuePlace(priority, client, OptionalLong.empty());
  }

  /**
   * A place of the node itself. What the node does at the same time has to be bounded by itself.
   */
  public static QueuePlace ofNode(Priority priority) {
    return patient(priority, NODE);
  }

  boolean nodesOwn() {
    return client.equals(NODE);
  }
}
