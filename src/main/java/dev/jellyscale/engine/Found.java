package dev.jellyscale.engine;

import dev.jellyscale.engine.render.RenderSetup;
import dev.jellyscale.engine.render.Rendering;
import dev.jellyscale.engine.session.PlaneSession;

/**
 * A session that was opened by a plan and has run once. Whoever gets it owns the session.
 *
 * @param partlyOnCpu whether a GPU has left nodes to the CPU
 */
record Found(RunPlan plan, PlaneSession session, boolean partlyOnCpu) implements AutoCloseable {

  /** Hands the session over to a rendering. */
  Rendering rendering(InferenceSpec spec) {
    return Rendering.of(
        new RenderSetup(spec.input(), spec.output(), plan.grid(), plan.batch(), plan.slots()),
        session);
  }

  @Override
  public void close() {
    session.close();
  }
}
