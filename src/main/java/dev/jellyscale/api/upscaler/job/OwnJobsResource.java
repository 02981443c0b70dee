package dev.jellyscale.api.upscaler.job;

import dev.jellyscale.api.access.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** Jobs: all for administrators, and everybody's own for users. */
@Path("/Upscaler/jobs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class OwnJobsResource {
  private final JobDesk desk;
  private final CurrentCaller caller;

  OwnJobsResource(JobDesk desk, CurrentCaller caller) {
    this.desk = desk;
    this.caller = caller;
  }

  /** What a command came to. */
  record Done(boolean success, String message) {}

  /** The jobs. */
  @GET
  public JobList list() {
    return desk.list(caller.get());
  }

  /** Has a job stand still. */
  @POST
  @Path("/{id}/pause")
  public Done pause(@RestPath String id) {
    desk.command(id, JobCommand.PAUSE, caller.get());
    return new Done(true, "The job stands still");
  }

  /** Lets a job go on. */
  @POST
  @Path("/{id}/resume")
  public Done resume(@RestPath String id) {
    desk.command(id, JobCommand.RESUME, caller.get());
    return new Done(true, "The job goes on");
  }

  /** Ends a job. */
  @POST
  @Path("/{id}/cancel")
  public Done cancel(@RestPath String id) {
    desk.command(id, JobCommand.CANCEL, caller.get());
    return new Done(true, "The job is cancelled");
  }
}
