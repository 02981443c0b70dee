package dev.jellyscale.api.upscaler.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.process.JobSize;
import dev.jellyscale.api.upscaler.process.JobTaking;
import dev.jellyscale.api.upscaler.process.JobWish;
import dev.jellyscale.jobs.JobRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Enlarges items, by jobs of the queue. */
@Path("/Upscaler/process/item/{itemId}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class ProcessItemResource {
  private static final int MOST_SCALE = 8;

  private final ItemDesk items;
  private final JobTaking taking;
  private final CurrentCaller caller;

  ProcessItemResource(ItemDesk items, JobTaking taking, CurrentCaller caller) {
    this.items = items;
    this.taking = taking;
    this.caller = caller;
  }

  /**
   * A job that was taken.
   *
   * @param outputPath below its root, for administrators; null for others
   * @param error always missing: what goes wrong is told by a status of HTTP
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ItemProcessed(
      boolean success,
      String itemId,
      @Nullable String outputPath,
      @Nullable String error,
      String jobId) {}

  /** Asks for an item to be enlarged; the same once more is the same job while it goes on. */
  @POST
  public ItemProcessed process(@RestPath String itemId, @Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    var scale = query.integer("scale", 0, MOST_SCALE);
    var size =
        JobSize.of(
            query.text("model").orElse(null),
            scale.isPresent() ? (Integer) (int) scale.getAsLong() : null,
            null);
    var item = items.item(itemId, query.text(CallersView.USER));
    var who = caller.get();
    var wish =
        new JobWish(
            items.video(item), Optional.empty(), size, JobRequest.USUAL, Optional.of(item.id()));
    var job = taking.take(wish, who);
    var output = job.recipe().output().toString();
    return new ItemProcessed(
        true,
        item.id().hex(),
        JobTaking.isAdministrator(who) ? output : null,
        null,
        job.id().value());
  }
}
