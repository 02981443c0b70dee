package dev.jellyscale.api.service.models;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.form.TextForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PreDestroy;
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
import java.time.InstantSource;

/** Fetches models of the catalogue. */
@Path("/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class DownloadResource {
  private final NodeModels models;
  private final ModelJobs jobs = new ModelJobs(InstantSource.system());

  DownloadResource(NodeModels models) {
    this.models = models;
  }

  private Downloads downloads() {
    return new Downloads(models.registry(), jobs);
  }

  /** Fetches a model and answers when it is here. */
  @POST
  @Path("/download")
  public Downloads.Fetched download(@Context HttpHeaders headers, InputStream body)
      throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          try (var form = TextForm.read(headers, body)) {
            return downloads().fetch(form.required("model_name"));
          }
        });
  }

  /** Begins to fetch a model; its job tells how far it is. */
  @POST
  @Path("/download-async")
  public Downloads.Started start(@Context HttpHeaders headers, InputStream body)
      throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          try (var form = TextForm.read(headers, body)) {
            return downloads().start(form.required("model_name"));
          }
        });
  }

  /** How far a download is. */
  @GET
  @Path("/download-status/{job_id}")
  public Downloads.Status status(@PathParam("job_id") String job) throws InterruptedException {
    return ModelFailures.answered(() -> downloads().status(job));
  }

  @PreDestroy
  void end() {
    jobs.close();
  }
}
