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

  /**
   * A renderer has been given the command.
   *
   * @param reins that have an effect on ranges alone
   */
  default void begun(Reins reins) {}

  /** The work stands still, as it was told, or goes on. Told when that changes. */
  default void held(boolean standing) {}
}
