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
}
