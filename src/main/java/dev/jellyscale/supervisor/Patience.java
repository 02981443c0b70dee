package dev.jellyscale.supervisor;

import java.time.Duration;

/**
 * How long a renderer is waited for.
 *
 * @param start until it says hello
 * @param opening from a command until its first sign of life; TensorRT takes minutes to build an
 *     engine
 * @param quiet between two signs of life of a command
 * @param cancel from cancelling a command until its answer; then the renderer is killed
 * @param firstBackOff pause before the second start after renderers died in a row; the first one is
 *     made at once, and each further pause is twice as long
 * @param mostBackOff longest pause
 */
public record Patience(
    Duration start,
    Duration opening,
    Duration quiet,
    Duration cancel,
    Duration firstBackOff,
    Duration mostBackOff) {

  /** What suits machines from small to large. */
  public static Patience defaults() {
    return new Patience(
        Duration.ofSeconds(60),
        Duration.ofMinutes(15),
        Duration.ofMinutes(3),
        // With what ending a process takes, nobody waits for more than two seconds.
        Duration.ofMillis(1_500),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1));
  }

  /** Pause after so many deaths in a row. */
  Duration backOff(int deaths) {
    if (deaths < 2) {
      return Duration.ZERO;
    }
    var pause = firstBackOff;
    for (int i = 2; i < deaths && pause.compareTo(mostBackOff) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(mostBackOff) < 0 ? pause : mostBackOff;
  }
}
