package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Conversion of PyTorch files into ONNX models, which needs PyTorch and is therefore not done. */
@Path("/models")
class ConversionResource {
  private static final String DETAIL =
      "Jellyscale does not convert models; import the model as an ONNX file";

  /** Refuses to convert a file. */
  @POST
  @Path("convert-upload")
  public RestResponse<Unavailable> upload() {
    return Unavailable.because(DETAIL);
  }

  /** Refuses to convert a file of the catalogue. */
  @POST
  @Path("convert-from-catalog")
  public RestResponse<Unavailable> catalogue() {
    return Unavailable.because(DETAIL);
  }
}
