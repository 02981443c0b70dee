package dev.jellyscale.supervisor;

import dev.jellyscale.config.EnvironmentSetting;
import dev.jellyscale.supervisor.breaker.BreakerSettings;
import dev.jellyscale.supervisor.queue.QueueSettings;
import java.util.Map;

/**
 * How renderers are run.
 *
 * @param slots renderers at the same time, at least 1
 * @param load what happens where there is more work than they can do
 */
public record SupervisorSettings(
    RendererLaunch launch, Patience patience, Time time, int slots, Load load) {
  /** Environment variable with the number of renderers at the same time. */
  public static final String SLOTS = "JELLYSCALE_SLOTS";

  private static final int MOST_SLOTS = 16;

  /**
   * Bounds of work that waits, and of work that fails.
   *
   * @param breaker of work that renders
   */
  public record Load(QueueSettings queue, BreakerSettings breaker) {

    /** What suits most nodes. */
    public static Load defaults() {
      return new Load(QueueSettings.defaults(), BreakerSettings.defaults());
    }
  }

  public SupervisorSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots=" + slots + " is not at least 1");
    }
  }

  /** With the usual bounds. */
  public SupervisorSettings(RendererLaunch launch, Patience patience, Time time, int slots) {
    this(launch, patience, time, slots, Load.defaults());
  }

  /**
   * What the environment says: one renderer unless {@link #SLOTS} names another number, and a
   * breaker as {@link BreakerSettings#ofEnvironment} says.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if a value is not understood; it names
   *     the variable
   */
  public static SupervisorSettings ofEnvironment(
      RendererLaunch launch, Map<String, String> environment) {
    int slots = EnvironmentSetting.of(SLOTS, environment).count(1, MOST_SLOTS).orElse(1);
    var load = new Load(QueueSettings.defaults(), BreakerSettings.ofEnvironment(environment));
    return new SupervisorSettings(launch, Patience.defaults(), Time.SYSTEM, slots, load);
  }

  /** One renderer, with the patience that suits most machines. */
  public static SupervisorSettings of(RendererLaunch launch) {
    return new SupervisorSettings(launch, Patience.defaults(), Time.SYSTEM, 1);
  }
}
