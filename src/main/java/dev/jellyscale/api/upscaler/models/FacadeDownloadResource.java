package dev.jellyscale.api.upscaler.models;

import dev.jellyscale.api.service.models.fetch.Downloads;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Models that are fetched while nobody waits. */
@Path("/Upscaler/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeDownloadResource {
  private final Downloads downloads;

  FacadeDownloadResource(Downloads downloads) {
    this.downloads = downloads;
  }

  /** Begins to fetch a model, unless it is here. */
  @POST
  @Path("/download-async")
  public Downloads.Started start(@Context RoutingContext route, InputStream body)
      throws InterruptedException {
    var model = FacadeRequest.all(route, body).requiredModel("modelName");
    return downloads.start(model.value());
  }

  /** How far a download is. */
  @GET
  @Path("/download-status/{jobId}")
  public Downloads.Status status(@PathParam("jobId") String job) {
    return downloads.status(job);
  }
}
