package dev.jellyscale.api.upscaler.pictures;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.inference.PictureOrder;
import dev.jellyscale.api.service.inference.RawPictures;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/**
 * Upscales pictures. Whatever comes out has come out of a model, never of a resize in its place.
 */
@Path("/Upscaler")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class FacadePicturesResource {
  private final RawPictures pictures;
  private final ImageChoice choice;

  FacadePicturesResource(RawPictures pictures, ImageChoice choice) {
    this.pictures = pictures;
    this.choice = choice;
  }

  /** Upscales the frame that the body is; the answer is a JPEG. */
  @POST
  @Path("/upscale-frame")
  public Response frame(@Context RoutingContext route, InputStream body) {
    return pictures.make(route, RawBody.of(body), PictureOrder.frame());
  }

  /** Refuses several frames of a video: all models here take one. */
  @POST
  @Path("/upscale-video-chunk")
  public Response chunk() {
    throw pictures.severalRefused();
  }

  /**
   * Upscales the picture that the body is; the answer is a PNG, and says which model made it.
   *
   * @throws ServiceFailure with 400 if the model does not enlarge by the scale that is asked for
   */
  @POST
  @Path("/upscale/image")
  public Response image(@Context RoutingContext route, InputStream body) {
    var chosen = choice.of(FacadeRequest.query(route));
    var made = pictures.make(route, RawBody.of(body), PictureOrder.image(chosen.model()));
    return chosen.on(Response.fromResponse(made)).build();
  }
}
