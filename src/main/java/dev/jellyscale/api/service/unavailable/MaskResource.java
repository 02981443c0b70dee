package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Masking of objects, which is not built. */
@Path("/detect-mask")
class MaskResource {
  /** Refuses to mask objects of a picture. */
  @POST
  public RestResponse<Unavailable> mask() {
    return Unavailable.because(Absence.MASKS);
  }
}
