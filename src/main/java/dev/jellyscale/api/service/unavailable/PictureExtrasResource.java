package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** What else the contract does to pictures, and nobody calls. */
@Path("/")
class PictureExtrasResource {

  /** Refuses to upscale a stream of raw frames. */
  @POST
  @Path("upscale-stream")
  public RestResponse<Unavailable> stream() {
    return Unavailable.because("Jellyscale takes no streams of raw frames; send single pictures");
  }

  /** Says that the stream of raw frames, which there is not, has no figures. */
  @GET
  @Path("realtime-stats")
  public RestResponse<Unavailable> streamFigures() {
    return Unavailable.because("There is no stream to tell of; /metrics and /status have figures");
  }

  /** Refuses to compare a picture with its enlargement. */
  @POST
  @Path("quality-metrics")
  public RestResponse<Unavailable> quality() {
    return Unavailable.because("Jellyscale does not judge pictures without their originals");
  }

  /** Refuses to remove or add grain. */
  @POST
  @Path("process-grain")
  public RestResponse<Unavailable> grain() {
    return Unavailable.because("Jellyscale neither removes nor adds grain");
  }
}
