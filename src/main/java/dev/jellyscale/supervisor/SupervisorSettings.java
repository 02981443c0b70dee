package dev.jellyscale.supervisor;

/**
 * How renderers are run.
 *
 * @param slots renderers at the same time, at least 1
 */
public record SupervisorSettings(RendererLaunch launch, Patience patience, Time time, int slots) {

  public SupervisorSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("slots=" + slots + " is not at least 1");
    }
  }

  /** One renderer, with the patience that suits most machines. */
  public static SupervisorSettings of(RendererLaunch launch) {
    return new SupervisorSettings(launch, Patience.defaults(), Time.SYSTEM, 1);
  }
}
