package dev.jellyscale.models.lifecycle;

import dev.jellyscale.model.ModelSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** While it is held, its model is not closed to make room or because it is idle. */
public final class Lease implements AutoCloseable {
  private final ModelSource source;
  private final Runnable giveBack;
  private final AtomicBoolean held = new AtomicBoolean(true);

  Lease(ModelSource source, Runnable giveBack) {
    this.source = source;
    this.giveBack = giveBack;
  }

  /** The model that is open. */
  public ModelSource source() {
    return source;
  }

  /** Gives the model back. A second call has no effect. */
  @Override
  public void close() {
    if (held.getAndSet(false)) {
      giveBack.run();
    }
  }
}
