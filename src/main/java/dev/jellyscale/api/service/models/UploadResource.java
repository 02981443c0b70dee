package dev.jellyscale.api.service.models;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Takes an administrator's own models, and gives them away again. */
@Path("/models/upload")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class UploadResource {
  private final Uploads uploads;

  UploadResource(Uploads uploads) {
    this.uploads = uploads;
  }

  /** Takes an ONNX file. It is looked at and tried in a renderer before it has a name. */
  @POST
  public Uploads.Taken upload(
      @Context HttpHeaders headers, @Context RoutingContext route, InputStream body)
      throws InterruptedException {
    return uploads.take(new Uploads.Upload(headers, route, body), "model_name");
  }

  /** Removes an imported model; the one that pictures are made with stays. */
  @DELETE
  @Path("/{name}")
  public Uploads.Deleted delete(@PathParam("name") String name) throws InterruptedException {
    return uploads.remove(name);
  }
}
