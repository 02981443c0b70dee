package dev.jellyscale.api.service;

import io.vertx.ext.web.RoutingContext;

/**
 * Interrupts the thread that made it when the caller hangs up, or is answered by the gate because
 * of too large a body, so that nobody reads, works or waits for a caller who is gone. To be closed
 * before the answer is given; after that it interrupts no more.
 */
public final class HangUp implements AutoCloseable {
  private final Thread worker = Thread.currentThread();
  private boolean closed;
  private boolean gone;

  private HangUp() {}

  /** Watches the caller of a request for the calling thread. */
  public static HangUp watch(RoutingContext route) {
    var watch = new HangUp();
    route.addEndHandler(_ -> watch.hungUp());
    if (route.response().closed()) {
      watch.hungUp();
    }
    return watch;
  }

  private synchronized void hungUp() {
    gone = true;
    if (!closed) {
      worker.interrupt();
    }
  }

  /** Whether nobody hears the answer. */
  public synchronized boolean isGone() {
    return gone;
  }

  /** Ends the watch; an interruption by it that nobody took notice of is taken back. */
  @Override
  public synchronized void close() {
    closed = true;
    if (gone) {
      Thread.interrupted();
    }
  }
}
