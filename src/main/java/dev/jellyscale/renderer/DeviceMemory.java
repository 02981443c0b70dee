package dev.jellyscale.renderer;

import java.util.Optional;

/** Tells how much of a GPU's memory is free. */
@FunctionalInterface
interface DeviceMemory {

  /** What is free at this moment; empty where there is no GPU, or it does not tell. */
  Optional<Reading> read();

  /**
   * Memory of a GPU, that of other processes included.
   *
   * @param free bytes
   * @param total bytes
   */
  record Reading(long free, long total) {}
}
