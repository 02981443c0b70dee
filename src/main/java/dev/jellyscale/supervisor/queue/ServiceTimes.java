package dev.jellyscale.supervisor.queue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long work takes, by its priority: a mean in which new measurements weigh more. */
final class ServiceTimes {
  private static final double WEIGHT = 0.2;
  private static final double NANOS = 1e9;

  private final double guess;
  private final Map<Priority, Double> seconds = new EnumMap<>(Priority.class);

  ServiceTimes(Duration guess) {
    this.guess = guess.toNanos() / NANOS;
  }

  void measured(Priority priority, Duration worked) {
    seconds.merge(
        priority, worked.toNanos() / NANOS, (mean, latest) -> mean + WEIGHT * (latest - mean));
  }

  double seconds(Priority priority) {
    return seconds.getOrDefault(priority, guess);
  }
}
