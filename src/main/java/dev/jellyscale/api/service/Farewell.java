package dev.jellyscale.api.service;

import dev.jellyscale.api.access.OpenRequests;
import dev.jellyscale.supervisor.Supervisor;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The end of the service, while it is still heard: nobody new is let in, who waits for a renderer
 * is told to come again later, and what has begun is finished if that takes seconds.
 */
@Singleton
class Farewell {
  private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

  /**
   * Who stops a container gives it 10 seconds in all, and the rest of the end takes some of them.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final OpenRequests open;
  private final Supervisor supervisor;

  Farewell(OpenRequests open, Supervisor supervisor) {
    this.open = open;
    this.supervisor = supervisor;
  }

  /** Returns when all are answered, after {@link #PATIENCE} at the latest. */
  void begin(@Observes ShutdownDelayInitiatedEvent end) {
    open.refuse();
    supervisor.end();
    try {
      int left = open.await(PATIENCE);
      if (left > 0) {
        LOG.log(Level.WARNING, "The node ends with {0} requests that are not answered", left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
