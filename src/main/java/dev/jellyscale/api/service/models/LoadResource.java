package dev.jellyscale.api.service.models;

import dev.jellyscale.api.service.form.TextForm;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** Chooses the model that pictures are made with. */
@Path("/models/load")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class LoadResource {
  private final ModelLoads loads;

  LoadResource(ModelLoads loads) {
    this.loads = loads;
  }

  /** Opens a model, fetching it first where it is not here. */
  @POST
  public ModelLoads.Loaded load(@Context HttpHeaders headers, InputStream body)
      throws InterruptedException {
    try (var form = TextForm.read(headers, body)) {
      var name = form.required("model_name");
      form.truth("use_gpu", true);
      return loads.load(name, form.integer("gpu_device_id", 0));
    }
  }
}
