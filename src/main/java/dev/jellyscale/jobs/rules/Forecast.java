package dev.jellyscale.jobs.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * What a film will take, about.
 *
 * @param bytes of the finished file; empty where too little is known of the source
 * @param rendering time of one renderer; empty where nobody has measured the model
 */
public record Forecast(Optional<Long> bytes, Optional<Duration> rendering) {

  /** Nothing is known. */
  public static final Forecast UNKNOWN = new Forecast(Optional.empty(), Optional.empty());

  /** Both together; what one of them does not know counts for nothing. */
  public Forecast plus(Forecast other) {
    return new Forecast(
        add(bytes, other.bytes, Long::sum), add(rendering, other.rendering, Duration::plus));
  }

  private static <T> Optional<T> add(
      Optional<T> one, Optional<T> other, java.util.function.BinaryOperator<T> sum) {
    if (one.isEmpty()) {
      return other;
    }
    return other.map(value -> sum.apply(one.get(), value)).or(() -> one);
  }
}
