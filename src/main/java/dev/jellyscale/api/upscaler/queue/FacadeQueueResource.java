package dev.jellyscale.api.upscaler.queue;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.Cause;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The queue of all jobs. */
@Path("/Upscaler/queue")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class FacadeQueueResource {
  private final NodeJobs jobs;
  private final QueueLook look;
  private final CurrentCaller caller;

  FacadeQueueResource(NodeJobs jobs, QueueLook look, CurrentCaller caller) {
    this.jobs = jobs;
    this.look = look;
    this.caller = caller;
  }

  /** Whether all of the queue stands still. */
  record Standing(boolean success, boolean paused) {}

  /** How it stands. */
  @GET
  public QueueAnswer get() {
    return look.answer();
  }

  /** Has it stand still. */
  @POST
  @Path("/pause")
  public Standing pause() {
    jobs.store().queue().pause(new Cause(caller.get().key(), "paused"));
    return changed();
  }

  /** Lets it go on. */
  @POST
  @Path("/resume")
  public Standing resume() {
    jobs.store().queue().resume(new Cause(caller.get().key(), "resumed"));
    return changed();
  }

  private Standing changed() {
    jobs.wake();
    return new Standing(true, jobs.store().queue().state().paused());
  }
}
