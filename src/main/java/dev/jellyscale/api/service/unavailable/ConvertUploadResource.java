package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Conversion of PyTorch files, which needs PyTorch and is therefore not done. */
@Path("/models/convert-upload")
class ConvertUploadResource {

  /** Refuses to convert a file. */
  @POST
  public RestResponse<Unavailable> refuse() {
    return Unavailable.because(Absence.CONVERSION);
  }
}
