package dev.jellyscale.api.service.models;

import dev.jellyscale.api.service.form.FieldText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What models there are, what room they take, and how it is freed. */
@Path("/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class ModelResource {
  private final ModelStock stock;

  ModelResource(ModelStock stock) {
    this.stock = stock;
  }

  /** All models. */
  @GET
  public ModelRow.Listing list() throws InterruptedException {
    return stock.list();
  }

  /** The room that installed models take; models of the installation take none. */
  @GET
  @Path("/disk-usage")
  public ModelStock.DiskUsage diskUsage() throws InterruptedException {
    return stock.diskUsage();
  }

  /** Removes models that can be fetched again and that nobody has used for long. */
  @POST
  @Path("/cleanup")
  public CleanUpAnswer cleanUp(
      @QueryParam("max_age_days") @DefaultValue("30") String days,
      @QueryParam("dry_run") @DefaultValue("true") String dryRun)
      throws InterruptedException {
    return stock.cleanUp(
        FieldText.integer("query", "max_age_days", days),
        FieldText.truth("query", "dry_run", dryRun));
  }
}
