package dev.jellyscale.api.service.status;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What the node is and does. */
@Path("/status")
@RunOnVirtualThread
class StatusResource {
  private final NodeFacts facts;

  StatusResource(NodeFacts facts) {
    this.facts = facts;
  }

  /** Model, device, load and versions; the existing plugin polls it. */
  @GET
  public StatusAnswer status() {
    return StatusAnswer.of(facts);
  }
}
