package dev.jellyscale.api.service.status;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What the machine has. */
@Path("/hardware")
@RunOnVirtualThread
class HardwareResource {
  private final NodeFacts facts;

  HardwareResource(NodeFacts facts) {
    this.facts = facts;
  }

  /** Processor, GPUs, and which of them does the work. */
  @GET
  public HardwareAnswer hardware() {
    return HardwareAnswer.of(facts);
  }
}
