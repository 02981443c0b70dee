package dev.jellyscale.models.lifecycle;

import java.util.concurrent.atomic.AtomicBoolean;

/** While it is held, its model is not closed to make room or because it is idle. */
public final class Lease implements AutoCloseable {
  private final Runnable giveBack;
  private final AtomicBoolean held = new AtomicBoolean(true);

  Lease(Runnable giveBack) {
    this.giveBack = giveBack;
  }

  /** Gives the model back. A second call has no effect. */
  @Override
  public void close() {
    if (held.getAndSet(false)) {
      giveBack.run();
    }
  }
}
