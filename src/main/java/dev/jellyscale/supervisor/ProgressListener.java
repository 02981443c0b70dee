package dev.jellyscale.supervisor;

/** Hears how far a command is. Called by the thread that waits for the command. */
@FunctionalInterface
public interface ProgressListener {

  /** Hears nothing. */
  ProgressListener NONE = (_, _) -> {};

  /**
   * Some steps or frames later.
   *
   * @param done of them
   * @param total 0 where unknown
   */
  void progress(long done, long total);
}
