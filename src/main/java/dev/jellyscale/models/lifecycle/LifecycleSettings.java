package dev.jellyscale.models.lifecycle;

import java.time.Duration;

/**
 * How many models stay open, and how long.
 *
 * @param memoryBytes that open models may take on a device together; at least 1
 * @param idle after so long without use a model is closed
 */
public record LifecycleSettings(long memoryBytes, Duration idle) {
  private static final long DEFAULT_MEMORY = 4L << 30;
  private static final Duration DEFAULT_IDLE = Duration.ofMinutes(10);

  public LifecycleSettings {
    if (memoryBytes < 1) {
      throw new IllegalArgumentException("memoryBytes=" + memoryBytes + " is not at least 1");
    }
    if (!idle.isPositive()) {
      throw new IllegalArgumentException("idle=" + idle + " is not positive");
    }
  }

  /** 4 GiB and ten minutes. */
  public static LifecycleSettings defaults() {
    return new LifecycleSettings(DEFAULT_MEMORY, DEFAULT_IDLE);
  }
}
