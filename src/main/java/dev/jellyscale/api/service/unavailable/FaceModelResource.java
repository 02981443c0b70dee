package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Models for faces, which nothing here would use. */
@Path("/models/upload-face-enhance")
class FaceModelResource {

  /** Refuses to take a model for faces. */
  @POST
  public RestResponse<Unavailable> refuse() {
    return Unavailable.because(Absence.FACES);
  }
}
