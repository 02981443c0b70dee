package dev.jellyscale.api.service.inference;

import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.form.FormReader;
import dev.jellyscale.api.service.spool.NodeSpool;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Upscales pictures of batch work. Overload makes callers wait, and is never a 429. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class UpscaleResource {
  private final PictureDesk desk;
  private final NodeSpool spool;
  private final long maxBytes;

  UpscaleResource(PictureDesk desk, NodeSpool spool) {
    this.desk = desk;
    this.spool = spool;
    maxBytes = BodyCap.PICTURE.bytes(System.getenv());
  }

  /** Upscales a picture by the scale of the model that is loaded; the answer is a PNG. */
  @POST
  @Path("/upscale")
  public Response upscale(
      @Context HttpHeaders headers, @Context RoutingContext route, InputStream body) {
    return make(headers, route, body, PictureOrder.picture());
  }

  /** Upscales a PNG of 16 bits; so is the answer, whose light is the same. */
  @POST
  @Path("/upscale-hdr")
  public Response upscaleDeep(
      @Context HttpHeaders headers, @Context RoutingContext route, InputStream body) {
    return make(headers, route, body, PictureOrder.deepPicture());
  }

  private Response make(
      HttpHeaders headers, RoutingContext route, InputStream body, PictureOrder order) {
    var reader = new FormReader(spool.spool(), maxBytes);
    try (var hangUp = HangUp.watch(route);
        var form = reader.read(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body)) {
      var file = form.file("file");
      form.integer("scale", 2);
      return desk.make(file, order, hangUp);
    }
  }
}
