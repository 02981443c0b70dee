package dev.jellyscale.supervisor;

import dev.jellyscale.config.EnvironmentSetting;
import java.util.Map;

/**
 * How renderers are run.
 *
 * @param slots renderers at the same time, at least 1
 */
public record SupervisorSettings(RendererLaunch launch, Patience patience, Time time, int slots) {

  /** Environment variable with the number of renderers at the same time. */
  public static final String SLOTS = "JELLYSCALE_SLOTS";

  private static final int MOST_SLOTS = 16;

  public SupervisorSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots=" + slots + " is not at least 1");
    }
  }

  /**
   * What the environment says: one renderer unless {@link #SLOTS} names another number.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if a value is not understood; it names
   *     the variable
   */
  public static SupervisorSettings ofEnvironment(
      RendererLaunch launch, Map<String, String> environment) {
    int slots = EnvironmentSetting.of(SLOTS, environment).count(1, MOST_SLOTS).orElse(1);
    return new SupervisorSettings(launch, Patience.defaults(), Time.SYSTEM, slots);
  }

  /** One renderer, with the patience that suits most machines. */
  public static SupervisorSettings of(RendererLaunch launch) {
    return new SupervisorSettings(launch, Patience.defaults(), Time.SYSTEM, 1);
  }
}
