package dev.jellyscale.api.service.inference;

import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.spool.NodeSpool;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Upscales frames that somebody looks at. */
@Path("/upscale-frame")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class FrameResource {
  private final PictureDesk desk;
  private final NodeSpool spool;
  private final long maxBytes;

  FrameResource(PictureDesk desk, NodeSpool spool) {
    this.desk = desk;
    this.spool = spool;
    maxBytes = BodyCap.PICTURE.bytes(System.getenv());
  }

  /**
   * Upscales the picture that the body is; its bytes tell what it is, whatever the content type
   * says. The answer is a JPEG. A service that is busy for long refuses with 503.
   */
  @POST
  public Response upscale(@Context RoutingContext route, InputStream body) {
    try (var hangUp = HangUp.watch(route);
        var file = spool.spool().usedFile()) {
      file.fill(body, maxBytes);
      if (file.bytes() == 0) {
        throw ServiceFailure.of(400, "The body is empty; it has to be a picture");
      }
      var answer = desk.make(file, PictureOrder.frame(), hangUp);
      file.finish(file.bytes());
      return answer;
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The body breaks off");
    }
  }
}
