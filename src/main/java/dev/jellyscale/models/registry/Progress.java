package dev.jellyscale.models.registry;

/** Hears how far an installation is. Called by the thread that installs. */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress UNHEARD = (_, _) -> {};

  /**
   * Some bytes later.
   *
   * @param bytes that are there
   * @param of so many; 0 where unknown
   */
  void at(long bytes, long of);
}
