package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.metrics.NodeMeter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Counts what it costs Jellyfin that we ask whose tokens are. */
@Singleton
class IdentityMeters {
  private final NodeMeters meters;
  private final NodeJellyfin jellyfin;

  IdentityMeters(NodeMeters meters, NodeJellyfin jellyfin) {
    this.meters = meters;
    this.jellyfin = jellyfin;
  }

  void begin(@Observes StartupEvent start) {
    jellyfin.countBy(told -> meters.add(NodeMeter.IDENTITY_QUESTIONS, 1, told));
  }
}
