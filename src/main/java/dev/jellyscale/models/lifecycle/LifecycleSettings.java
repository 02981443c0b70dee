package dev.jellyscale.models.lifecycle;

import dev.jellyscale.config.EnvironmentSetting;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many models stay open, and how long.
 *
 * @param memory that open models may take on each device together
 * @param idle after so long without use a model is closed
 */
public record LifecycleSettings(MemoryBudget memory, Duration idle) {

  /** Environment variable with the memory of open models on a device, such as {@code 4GiB}. */
  public static final String MEMORY = "JELLYSCALE_MODEL_MEMORY";

  /** Environment variable with the time after which an unused model is closed. */
  public static final String IDLE = "JELLYSCALE_MODEL_IDLE";

  private static final Duration DEFAULT_IDLE = Duration.ofMinutes(10);

  public LifecycleSettings {
    if (!idle.isPositive()) {
      throw new IllegalArgumentException("idle=" + idle + " is not positive");
    }
  }

  /** The same memory on every device. */
  public LifecycleSettings(long memoryBytes, Duration idle) {
    this(new MemoryBudget(OptionalLong.of(memoryBytes)), idle);
  }

  /** The usual memory and ten minutes. */
  public static LifecycleSettings defaults() {
    return new LifecycleSettings(MemoryBudget.USUAL, DEFAULT_IDLE);
  }

  /**
   * What the environment says, and the defaults for the rest.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if a value is not understood; it names
   *     the variable
   */
  public static LifecycleSettings ofEnvironment(Map<String, String> environment) {
    return new LifecycleSettings(
        new MemoryBudget(EnvironmentSetting.of(MEMORY, environment).bytes()),
        EnvironmentSetting.of(IDLE, environment).duration().orElse(DEFAULT_IDLE));
  }
}
