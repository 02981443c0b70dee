package dev.jellyscale.supervisor.breaker;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to do one piece of work. How it ended is told once; closed without that, it ended in a way
 * that says nothing about the engine: it was cancelled, or its input was bad.
 */
public final class Permit implements AutoCloseable {
  private final CircuitBreaker breaker;
  private final AtomicBoolean told = new AtomicBoolean();

  Permit(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  /** The engine did its work. */
  public void healthy() {
    if (!told.getAndSet(true)) {
      breaker.healthy(this);
    }
  }

  /** The engine failed. */
  public void faulty() {
    if (!told.getAndSet(true)) {
      breaker.faulty(this);
    }
  }

  @Override
  public void close() {
    if (!told.getAndSet(true)) {
      breaker.givenUp(this);
    }
  }
}
