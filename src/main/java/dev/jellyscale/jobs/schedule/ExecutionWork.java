package dev.jellyscale.jobs.schedule;

/** Does what executions stand for. Called by several threads at once. */
@FunctionalInterface
public interface ExecutionWork {

  /**
   * Does it, or finds that there is nothing to do any more. What comes of it is in the rows; the
   * execution is removed in any case, and decided upon anew.
   *
   * @throws InterruptedException if the node stops before it is done
   */
  void run(ExecutionKey key) throws InterruptedException;
}
