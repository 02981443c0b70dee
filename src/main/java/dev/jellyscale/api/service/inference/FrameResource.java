package dev.jellyscale.api.service.inference;

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

/** Upscales frames that somebody looks at. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class FrameResource {
  private final RawPictures pictures;

  FrameResource(RawPictures pictures) {
    this.pictures = pictures;
  }

  /**
   * Upscales the picture that the body is; its bytes tell what it is, whatever the content type
   * says. The answer is a JPEG. A service that is busy for long refuses with 503.
   */
  @POST
  @Path("/upscale-frame")
  public Response upscale(@Context RoutingContext route, InputStream body) {
    return pictures.make(route, body, PictureOrder.frame());
  }

  /** Refuses several frames of a video: all models here take one. */
  @POST
  @Path("/upscale-video-chunk")
  public Response upscaleChunk() {
    throw pictures.severalRefused();
  }
}
