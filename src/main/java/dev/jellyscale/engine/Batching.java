package dev.jellyscale.engine;

import java.util.OptionalInt;

/**
 * How many frames or tiles are on the device at once.
 *
 * @param batch frames or tiles of one run; empty: the fastest, found by measurement when a model is
 *     opened
 * @param runsInFlight runs that are under way at the same time; empty: one on a CPU, the fastest on
 *     a GPU
 */
public record Batching(OptionalInt batch, OptionalInt runsInFlight) {

  public Batching {
    requirePositive("batch", batch);
    requirePositive("runsInFlight", runsInFlight);
  }

  private static void requirePositive(String name, OptionalInt value) {
    if (value.isPresent() && value.getAsInt() < 1) {
      throw new IllegalArgumentException(name + "=" + value.getAsInt() + " is not positive");
    }
  }

  /** Both found by measurement. */
  public static Batching measured() {
    return new Batching(OptionalInt.empty(), OptionalInt.empty());
  }

  /** Both as given, without a measurement. */
  public static Batching of(int batch, int runsInFlight) {
    return new Batching(OptionalInt.of(batch), OptionalInt.of(runsInFlight));
  }
}
