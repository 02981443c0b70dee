package dev.jellyscale.supervisor.queue;

import java.time.Duration;

/**
 * Bounds of a queue.
 *
 * @param places callers that wait at most, without the node's own
 * @param batchPlaces of them for {@link Priority#BATCH} and {@link Priority#BACKGROUND} together,
 *     so that there is always room for who looks at a screen
 * @param clientPlaces of them for one client in one priority
 * @param turns of so many turns in a row at least one is {@link Priority#BATCH}, and of four times
 *     as many one is {@link Priority#BACKGROUND}, where such work waits; at least 2
 * @param firstGuess how long work takes, until some was measured
 */
public record QueueSettings(
    int places, int batchPlaces, int clientPlaces, int turns, Duration firstGuess) {

  public QueueSettings {
    if (places < 1 || batchPlaces < 1 || batchPlaces > places || clientPlaces < 1 || turns < 2) {
      throw new IllegalArgumentException(
          "places=%d, batchPlaces=%d, clientPlaces=%d, turns=%d contradict themselves"
              .formatted(places, batchPlaces, clientPlaces, turns));
    }
  }

  /**
   * 256 places, 192 of them for batch work, 128 for a client: a plugin asks for all of its users
   * with one token. One turn of 8; a second.
   */
  public static QueueSettings defaults() {
    return new QueueSettings(256, 192, 128, 8, Duration.ofSeconds(1));
  }
}
