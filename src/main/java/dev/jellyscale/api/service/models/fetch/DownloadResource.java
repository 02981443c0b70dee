package dev.jellyscale.api.service.models.fetch;

import dev.jellyscale.api.service.form.TextForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Fetches models of the catalogue. */
@Path("/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class DownloadResource {
  private final Downloads downloads;

  DownloadResource(Downloads downloads) {
    this.downloads = downloads;
  }

  /** Fetches a model and answers when it is here. */
  @POST
  @Path("/download")
  public Downloads.Fetched download(@Context HttpHeaders headers, InputStream body)
      throws InterruptedException {
    try (var form = TextForm.read(headers, body)) {
      return downloads.fetch(form.required("model_name"));
    }
  }

  /** Begins to fetch a model; its job tells how far it is. */
  @POST
  @Path("/download-async")
  public Downloads.Started start(@Context HttpHeaders headers, InputStream body)
      throws InterruptedException {
    try (var form = TextForm.read(headers, body)) {
      return downloads.start(form.required("model_name"));
    }
  }

  /** How far a download is. */
  @GET
  @Path("/download-status/{job_id}")
  public Downloads.Status status(@PathParam("job_id") String job) {
    return downloads.status(job);
  }
}
