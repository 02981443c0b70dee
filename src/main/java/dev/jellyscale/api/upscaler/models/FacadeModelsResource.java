package dev.jellyscale.api.upscaler.models;

import dev.jellyscale.api.service.models.CleanUpAnswer;
import dev.jellyscale.api.service.models.ModelLoads;
import dev.jellyscale.api.service.models.ModelRow;
import dev.jellyscale.api.service.models.ModelStock;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** The models of this node, the room that they take, and the one that pictures are made with. */
@Path("/Upscaler/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeModelsResource {
  private static final long USUAL_DAYS = 30;
  private static final long MOST_DAYS = 36_500;
  private static final long LAST_DEVICE = 99;

  private final ModelStock stock;
  private final ModelLoads loads;

  FacadeModelsResource(ModelStock stock, ModelLoads loads) {
    this.stock = stock;
    this.loads = loads;
  }

  /** All models, as of the last second. */
  @GET
  public ModelRow.Listing list() throws InterruptedException {
    return stock.recentList();
  }

  /** Opens a model, and makes it the one that pictures are made with. */
  @POST
  @Path("/load")
  public ModelLoads.Loaded load(@Context RoutingContext route, InputStream body)
      throws InterruptedException {
    var fields = FacadeRequest.all(route, body);
    fields.truth("use_gpu");
    long device = fields.integer("gpu_device_id", 0, LAST_DEVICE).orElse(0);
    var model = fields.requiredModel("model_name");
    return loads.load(model.value(), device);
  }

  /** The room that installed models take. */
  @GET
  @Path("/disk-usage")
  public ModelStock.DiskUsage diskUsage() throws InterruptedException {
    return stock.diskUsage();
  }

  /** Removes models that nobody has used for long; only tells which unless it is said. */
  @POST
  @Path("/cleanup")
  public CleanUpAnswer cleanUp(@Context RoutingContext route) throws InterruptedException {
    var query = FacadeRequest.query(route);
    return stock.cleanUp(
        query.integer("max_age_days", 0, MOST_DAYS).orElse(USUAL_DAYS),
        query.truth("dry_run").orElse(true));
  }
}
