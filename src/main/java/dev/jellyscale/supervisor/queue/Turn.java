package dev.jellyscale.supervisor.queue;

import java.util.concurrent.atomic.AtomicBoolean;

/** A slot that belongs to one caller until it is closed. */
public final class Turn implements AutoCloseable {
  private final int slot;
  private final Runnable giveBack;
  private final AtomicBoolean held = new AtomicBoolean(true);

  Turn(int slot, Runnable giveBack) {
    this.slot = slot;
    this.giveBack = giveBack;
  }

  /** Its number, from 0. */
  public int slot() {
    return slot;
  }

  /** Gives the slot to whose turn is next. A second call has no effect. */
  @Override
  public void close() {
    if (held.getAndSet(false)) {
      giveBack.run();
    }
  }
}
