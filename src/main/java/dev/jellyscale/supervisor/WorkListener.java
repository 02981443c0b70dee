package dev.jellyscale.supervisor;

import dev.jellyscale.model.ModelId;

/**
 * Hears of work that renderers finished or failed at. Called by the thread that asked; must not
 * block.
 */
@FunctionalInterface
public interface WorkListener {

  /** Pictures, a range or a measurement are done. */
  void finished(FinishedWork work);

  /**
   * The engine failed at pictures, at a range or at opening a model; a bad picture is no such
   * failure.
   */
  default void failed(ModelId model) {}
}
