package dev.jellyscale.api.v1.queue;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.v1.order.ModelChoice;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** How many segments of a model are rendered at a time, by all nodes together. */
@Path("/api/v1/queue/limits/{model}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class LimitResource {
  private final NodeJobs jobs;
  private final ModelChoice models;

  LimitResource(NodeJobs jobs, ModelChoice models) {
    this.jobs = jobs;
    this.models = models;
  }

  /** The body by which a model is limited, as it came. */
  record Limit(
      @Schema(required = true, minimum = "1", maximum = "1000") @Nullable Integer segments) {}

  /** Limits a model; what is rendered already is finished. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public QueueView put(
      @RestPath String model,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = Limit.class)))
          InputStream body)
      throws IOException {
    var id = models.of(model);
    var limit = StrictJson.read(body, Limit.class);
    var check = new FieldCheck("body");
    var _ = check.of("segments", () -> put(id, limit.segments()));
    check.end();
    jobs.wake();
    return QueueView.of(jobs.store());
  }

  private int put(ModelId model, @Nullable Integer segments) {
    if (segments == null) {
      throw new Invalid("It is needed");
    }
    jobs.store().modelLimits().put(model, segments);
    return segments;
  }

  /** Takes a limit back, that of a model which is no longer there too. */
  @DELETE
  public void delete(@RestPath String model) {
    var limits = jobs.store().modelLimits();
    if (!limits.remove(new ModelId(model)) && !limits.remove(models.of(model))) {
      throw new NotFound("This model has no limit");
    }
    jobs.wake();
  }
}
