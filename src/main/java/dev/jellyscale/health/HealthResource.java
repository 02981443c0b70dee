package dev.jellyscale.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Public sign of life. It tells nothing but that the node answers; details are for operators. */
@Path("/health")
class HealthResource {

  @GET
  public Status health() {
    return new Status("healthy");
  }

  /** The whole public answer. */
  record Status(String status) {}
}
