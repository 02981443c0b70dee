package dev.jellyscale.api.service.metrics;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Figures of this node. What only its operator may see is on the management port. */
@Path("/metrics")
@RunOnVirtualThread
class MetricsResource {
  private final MetricsText text;

  MetricsResource(MetricsText text) {
    this.text = text;
  }

  /** Our figures, and beside them those by which the existing plugin knows them. */
  @GET
  @Produces(MetricsText.TYPE)
  public String metrics() {
    return text.now();
  }
}
