package dev.jellyscale.api.v1.notifications;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.Page;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.notify.TargetName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who is told of jobs. */
@Path("/api/v1/notifications")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class NotificationsResource {
  private final NodeJobs jobs;

  NotificationsResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** All targets. */
  @GET
  public TargetList list() {
    var notifications = jobs.notifications();
    return new TargetList(
        notifications.targets().stream().map(TargetView::of).toList(), notifications.complaint());
  }

  /** One target. */
  @GET
  @Path("/{name}")
  public TargetView get(@RestPath String name) {
    return TargetView.of(jobs.notifications().target(known(name)));
  }

  /** Makes or changes a target. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "The target; 201 where it is new",
      content = @Content(schema = @Schema(implementation = TargetView.class)))
  public RestResponse<TargetView> put(
      @RestPath String name,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = TargetForm.class)))
          InputStream body)
      throws IOException {
    var check = new FieldCheck("path");
    var target = check.of("name", () -> new TargetName(name));
    check.end();
    var wish = TargetOrder.wish(StrictJson.read(body, TargetForm.class));
    boolean isNew = jobs.notifications().put(target.orElseThrow(), wish);
    var status = isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK;
    return RestResponse.status(
        status, TargetView.of(jobs.notifications().target(target.orElseThrow())));
  }

  /** Forgets a target. */
  @DELETE
  @Path("/{name}")
  public void delete(@RestPath String name) {
    jobs.notifications().remove(known(name));
  }

  /** Sends a test, and tells what came of it. */
  @POST
  @Path("/{name}/test")
  public DeliveryView test(@RestPath String name) {
    return DeliveryView.of(jobs.notifications().test(known(name)));
  }

  /** What was sent, and what waits. */
  @GET
  @Path("/{name}/deliveries")
  public DeliveryView.Listed deliveries(
      @RestPath String name, @RestQuery @Schema(defaultValue = "50") @Nullable String limit) {
    int most = Page.limit(limit);
    return new DeliveryView.Listed(
        jobs.notifications().deliveries(known(name), most).stream().map(DeliveryView::of).toList());
  }

  private static TargetName known(String name) {
    try {
      return new TargetName(name);
    } catch (Invalid _) {
      throw new NotFound("There is no such target");
    }
  }
}
