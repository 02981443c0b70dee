package dev.jellyscale.api.upscaler.pictures;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.unavailable.Absence;
import dev.jellyscale.api.service.unavailable.FaceStatus;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the facade's callers ask of pictures and Jellyscale does not do. No body is read. */
@Path("/Upscaler")
@Singleton
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeAbsentResource {
  private static final int NOT_IMPLEMENTED = 501;

  /** Refuses to mask objects. */
  @POST
  @Path("/detect-mask")
  public Response mask() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, Absence.MASKS);
  }

  /** Refuses to load a model that finds objects. */
  @POST
  @Path("/object-mask/load-model")
  public Response loadDetector() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, Absence.MASKS);
  }

  /** Refuses to restore the faces of a picture. */
  @POST
  @Path("/face-restore/frame")
  public Response restoreFaces() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, Absence.FACES);
  }

  /** Refuses to load a model for faces. */
  @POST
  @Path("/face-restore/load")
  public Response loadFaces() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, Absence.FACES);
  }

  /** Refuses to unload a model for faces: there is none. */
  @POST
  @Path("/face-restore/unload")
  public Response unloadFaces() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, Absence.FACES);
  }

  /** Says that faces cannot be restored. */
  @GET
  @Path("/face-restore/status")
  public FaceStatus faces() {
    return FaceStatus.NONE;
  }
}
