package dev.jellyscale.jobs.store.owner;

import java.util.OptionalInt;

/**
 * How many jobs there may be.
 *
 * @param daily of one caller within 24 hours, whatever has become of them; empty: any number
 * @param waiting of all callers that nothing was done for yet
 */
public record JobBounds(OptionalInt daily, int waiting) {
  public JobBounds {
    if (waiting < 1 || (daily.isPresent() && daily.getAsInt() < 0)) {
      throw new IllegalArgumentException("No bounds: %s, %d".formatted(daily, waiting));
    }
  }
}
