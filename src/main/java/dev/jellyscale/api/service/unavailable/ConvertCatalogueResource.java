package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Conversion of what a catalogue lists as PyTorch files, which is not done either. */
@Path("/models/convert-from-catalog")
class ConvertCatalogueResource {
  /** Refuses to convert a file of the catalogue. */
  @POST
  public RestResponse<Unavailable> refuse() {
    return Unavailable.because(Absence.CONVERSION);
  }
}
