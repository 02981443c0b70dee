package dev.jellyscale.video.probe;

/**
 * How strict a source is looked at.
 *
 * @param allowDamaged whether a damaged source is described as far as it goes instead of refused
 */
public record ProbeOptions(boolean allowDamaged) {

  /** Refuses damaged sources. */
  public static final ProbeOptions STRICT = new ProbeOptions(false);
}
