package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Masking of objects, which is not built. */
@Path("/")
class MaskResource {
  private static final String DETAIL = "Jellyscale does not find or mask objects in pictures";

  /** Refuses to load a detector. */
  @POST
  @Path("models/load-detector")
  public RestResponse<Unavailable> load() {
    return Unavailable.because(DETAIL);
  }

  /** Refuses to mask objects of a picture. */
  @POST
  @Path("detect-mask")
  public RestResponse<Unavailable> mask() {
    return Unavailable.because(DETAIL);
  }
}
