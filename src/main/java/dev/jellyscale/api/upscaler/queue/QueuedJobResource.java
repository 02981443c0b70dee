package dev.jellyscale.api.upscaler.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.job.JobWords;
import dev.jellyscale.api.v1.jobs.JobNamed;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.Cause;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** One job of the queue. */
@Path("/Upscaler/queue/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class QueuedJobResource {
  private final NodeJobs jobs;
  private final CurrentCaller caller;

  QueuedJobResource(NodeJobs jobs, CurrentCaller caller) {
    this.jobs = jobs;
    this.caller = caller;
  }

  /** Whether a job was cancelled by this. */
  record Taken(boolean success, @JsonProperty("job_id") String jobId) {}

  /** Its new priority, 1 the most urgent. */
  record Placed(boolean success, @JsonProperty("job_id") String jobId, int priority) {}

  /** Ends it, also where it is at work; says whether there was anything to end. */
  @POST
  @Path("/cancel")
  public Taken cancel(@RestPath String id) {
    boolean ended;
    try {
      var job = JobNamed.find(jobs.store(), id);
      ended = jobs.store().moves().cancel(job.id(), cause("cancelled"));
      jobs.wake();
    } catch (NotFound _) {
      ended = false;
    }
    return new Taken(ended, shown(id));
  }

  /** Whatever is longer than an id is none of ours, and is not repeated as a whole. */
  private static String shown(String id) {
    int longest = 64;
    return id.length() <= longest ? id : id.substring(0, longest);
  }

  /** Gives it another priority, from 1, the most urgent, to 10. */
  @POST
  @Path("/priority")
  public Placed prioritise(@RestPath String id, @Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    query.required("priority");
    int priority = QueueAddResource.priority(query);
    var job = JobNamed.find(jobs.store(), id);
    int ours = JobWords.mirrored(priority);
    if (!jobs.store().jobs().prioritise(job.id(), ours, cause("asked for"))) {
      throw new Conflict("The job has ended");
    }
    jobs.wake();
    return new Placed(true, job.id().value(), priority);
  }

  private Cause cause(String why) {
    return new Cause(caller.get().key(), why);
  }
}
