package dev.jellyscale.jobs.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long frames will take. Tells nothing before a speed was measured, and nothing while nobody is
 * at work: time that has passed says nothing of time to come.
 *
 * @param framesLeft of the source that are not rendered
 * @param secondsPerFrame that one slot takes for a frame of the source; empty: nobody has measured
 * @param slots that are at work for it
 */
record Expectation(long framesLeft, OptionalDouble secondsPerFrame, int slots) {
  private static final double MILLIS = 1000;

  /** Time left until the last frame is rendered; joining and publishing come behind it. */
  Optional<Duration> left() {
    if (secondsPerFrame.isEmpty() || slots < 1) {
      return Optional.empty();
    }
    double seconds = framesLeft * secondsPerFrame.getAsDouble() / slots;
    return Optional.of(Duration.ofMillis(Math.round(seconds * MILLIS)));
  }
}
