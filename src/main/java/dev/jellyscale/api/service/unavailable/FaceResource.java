package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Restoration of faces, which is not built. */
@Path("/")
class FaceResource {

  /** Says that faces cannot be restored. */
  @GET
  @Path("face-restore/status")
  public FaceStatus status() {
    return FaceStatus.NONE;
  }

  /** Refuses to load a model for faces. */
  @POST
  @Path("face-restore/load")
  public RestResponse<Unavailable> load() {
    return Unavailable.because(Absence.FACES);
  }

  /** Refuses to unload a model for faces: there is none. */
  @POST
  @Path("face-restore/unload")
  public RestResponse<Unavailable> unload() {
    return Unavailable.because(Absence.FACES);
  }

  /** Refuses to restore the faces of a picture. */
  @POST
  @Path("face-restore/frame")
  public RestResponse<Unavailable> frame() {
    return Unavailable.because(Absence.FACES);
  }

  /** Refuses to enhance the faces of a picture. */
  @POST
  @Path("enhance-faces")
  public RestResponse<Unavailable> enhance() {
    return Unavailable.because(Absence.FACES);
  }
}
