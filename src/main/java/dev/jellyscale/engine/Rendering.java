package dev.jellyscale.engine;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.frame.Frame;
import java.util.List;

/**
 * A plan at work: a session and all memory that it needs. Used by one thread at a time, except
 * {@link #cancel}.
 */
sealed interface Rendering extends AutoCloseable permits WholeRendering, TiledRendering {

  /**
   * Starts working by a plan.
   *
   * @param session owned by the result, also when this fails
   */
  static Rendering of(InferenceSpec spec, RunPlan plan, PlaneSession session) {
    return plan.batch() == 1 && plan.grid().isWhole(spec.input())
        ? new WholeRendering(session, plan.slots())
        : TiledRendering.of(spec, plan, session);
  }

  /** Fills the planes of each output from the input at the same place. */
  void render(List<Frame> inputs, List<Frame> outputs) throws DeviceFailure, InterruptedException;

  /** Ends the runs in flight and all later ones. */
  void cancel();

  @Override
  void close();
}
