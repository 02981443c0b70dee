package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Models that find objects, which nothing here would use. */
@Path("/models/load-detector")
class DetectorResource {

  /** Refuses to load a detector. */
  @POST
  public RestResponse<Unavailable> refuse() {
    return Unavailable.because(Absence.MASKS);
  }
}
