package dev.jellyscale.api.service.unavailable;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Restoration of faces, which is not built. */
@Path("/")
class FaceResource {
  static final String DETAIL = "Jellyscale does not restore faces";

  /**
   * Whether faces can be restored.
   *
   * @param available the name by which the plugin's page looks for it
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record FaceStatus(
      boolean faceRestoreAvailable,
      boolean available,
      boolean modelLoaded,
      Optional<String> currentModel,
      int inputSize,
      List<String> providers,
      List<String> models) {}

  /** Says that faces cannot be restored. */
  @GET
  @Path("face-restore/status")
  public FaceStatus status() {
    return new FaceStatus(false, false, false, Optional.empty(), 0, List.of(), List.of());
  }

  /** Refuses to load a model for faces. */
  @POST
  @Path("face-restore/load")
  public RestResponse<Unavailable> load() {
    return Unavailable.because(DETAIL);
  }

  /** Refuses to unload a model for faces: there is none. */
  @POST
  @Path("face-restore/unload")
  public RestResponse<Unavailable> unload() {
    return Unavailable.because(DETAIL);
  }

  /** Refuses to restore the faces of a picture. */
  @POST
  @Path("face-restore/frame")
  public RestResponse<Unavailable> frame() {
    return Unavailable.because(DETAIL);
  }

  /** Refuses to enhance the faces of a picture. */
  @POST
  @Path("enhance-faces")
  public RestResponse<Unavailable> enhance() {
    return Unavailable.because(DETAIL);
  }
}
