package dev.jellyscale.engine.render;

import dev.jellyscale.engine.session.DeviceFailure;
import dev.jellyscale.engine.session.PlaneSession;
import dev.jellyscale.frame.Frame;
import java.util.List;

/**
 * A session at work, with all memory that it needs. Used by one thread at a time, except {@link
 * #cancel}.
 */
public sealed interface Rendering extends AutoCloseable permits WholeRendering, TiledRendering {

  /**
   * Makes ready to render.
   *
   * @param session owned by the result, also when this fails
   */
  static Rendering of(RenderSetup setup, PlaneSession session) {
    return setup.isWhole()
        ? new WholeRendering(session, setup.slots())
        : TiledRendering.of(setup, session);
  }

  /**
   * Fills the planes of each output from the input at the same place.
   *
   * @throws DeviceFailure if the device fails
   * @throws InterruptedException after {@link #cancel}, or if the calling thread is interrupted
   */
  void render(List<Frame> inputs, List<Frame> outputs) throws DeviceFailure, InterruptedException;

  /** Ends the runs in flight and all later ones. */
  void cancel();

  /** Closes the session and releases the memory. Closing again has no effect. */
  @Override
  void close();
}
