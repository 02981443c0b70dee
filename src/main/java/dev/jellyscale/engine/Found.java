package dev.jellyscale.engine;

import dev.jellyscale.engine.session.PlaneSession;

/**
 * A session that was opened by a plan and has run once. Whoever gets it owns the session.
 *
 * @param partlyOnCpu whether a GPU has left nodes to the CPU
 */
record Found(RunPlan plan, PlaneSession session, boolean partlyOnCpu) implements AutoCloseable {

  @Override
  public void close() {
    session.close();
  }
}
