package dev.jellyscale.api.upscaler.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jellyscale.api.service.settings.ConfigAnswer;
import dev.jellyscale.api.service.settings.ConfigForm;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.error.JellyscaleException.Invalid;
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
import java.time.Instant;

/** Settings that can be changed while the node runs. */
@Path("/Upscaler")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeSettingsResource {
  private static final String SETTINGS = "settings";
  private static final long LEAST_CONCURRENT = 1;
  private static final long MOST_CONCURRENT = 256;
  private static final long LAST_DEVICE = 99;

  private final RunSettings settings;
  private final NodeFacts facts;

  FacadeSettingsResource(RunSettings settings, NodeFacts facts) {
    this.settings = settings;
    this.facts = facts;
  }

  /** All of them, without secrets. */
  @GET
  @Path("/settings/export")
  public SettingsExport export() {
    return SettingsExport.of(settings.now(), Instant.now());
  }

  /** Looks at all of it before it sets what it knows, and tells what it does not know. */
  @POST
  @Path("/settings/import")
  public SettingsImport take(InputStream body) throws InterruptedException {
    if (FacadeRequest.object(body).get(SETTINGS) instanceof ObjectNode wanted) {
      return SettingsImport.of(settings.set(wanted));
    }
    throw new Invalid("The body has no object 'settings'");
  }

  /** Checks what is asked for, and tells what is in force; what is not fulfilled, in notes. */
  @POST
  @Path("/service-config")
  public ConfigAnswer configure(@Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    query.truth("use_gpu");
    query.integer("max_concurrent", LEAST_CONCURRENT, MOST_CONCURRENT);
    query.integer("gpu_device_id", 0, LAST_DEVICE);
    return ConfigAnswer.of(ConfigForm.wish(query::text), facts);
  }
}
