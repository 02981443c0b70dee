package dev.jellyscale.api.service.unavailable;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Frames between frames, which are not built. */
@Path("/")
class InterpolationResource {

  /** Whether frames can be added between frames. */
  @JsonNaming(SnakeCaseStrategy.class)
  record InterpolationStatus(
      boolean interpolationAvailable,
      boolean modelLoaded,
      Optional<String> currentModel,
      List<String> providers,
      List<String> models) {}

  /** Says that no frames can be added. */
  @GET
  @Path("interpolation/status")
  public InterpolationStatus status() {
    return new InterpolationStatus(false, false, Optional.empty(), List.of(), List.of());
  }

  /** Refuses to make a frame between two. */
  @POST
  @Path("interpolate-frames")
  public RestResponse<Unavailable> interpolate() {
    return Unavailable.because("Jellyscale does not add frames between frames");
  }
}
