package dev.jellyscale.api.service.status;

import dev.jellyscale.api.access.NodeAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What the node is and does. */
@Path("/status")
@RunOnVirtualThread
class StatusResource {
  private final NodeFacts facts;
  private final NodeAccess access;

  StatusResource(NodeFacts facts, NodeAccess access) {
    this.facts = facts;
    this.access = access;
  }

  /** Model, device, load and versions; the existing plugin polls it. */
  @GET
  public StatusAnswer status() {
    return StatusAnswer.of(facts, DoorFacts.of(access));
  }
}
