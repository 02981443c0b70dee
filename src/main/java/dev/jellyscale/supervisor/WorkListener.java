package dev.jellyscale.supervisor;

/** Hears of work that renderers finished. Called by the thread that asked; must not block. */
@FunctionalInterface
public interface WorkListener {

  /** Pictures, a range or a measurement are done. */
  void finished(FinishedWork work);
}
