package dev.jellyscale.api.service.status;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The health of the node in detail. */
@Path("/health/detailed")
@RunOnVirtualThread
class DetailedHealthResource {
  private final NodeFacts facts;

  DetailedHealthResource(NodeFacts facts) {
    this.facts = facts;
  }

  /** Circuit breaker, GPU, model and figures; answers 200 whatever they are. */
  @GET
  public DetailedHealth health() {
    return DetailedHealth.of(facts);
  }
}
