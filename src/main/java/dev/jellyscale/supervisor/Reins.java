package dev.jellyscale.supervisor;

/** Holds work that a renderer is at. Thread-safe; without effect once the work has ended. */
public interface Reins {

  /** Has the work stand still at its next frame; its renderer keeps all that it has in memory. */
  void hold();

  /** Has the work go on exactly where it was. */
  void goOn();
}
