package dev.jellyscale.api.upscaler.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.upscaler.form.FacadeFields;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.job.JobWords;
import dev.jellyscale.api.upscaler.process.JobSize;
import dev.jellyscale.api.upscaler.process.JobTaking;
import dev.jellyscale.api.upscaler.process.JobWish;
import dev.jellyscale.api.upscaler.process.ServerFiles;
import dev.jellyscale.api.work.NodeJobs;
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

/** Adds files to the queue. */
@Path("/Upscaler/queue/add")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class QueueAddResource {
  private final NodeJobs jobs;
  private final JobTaking taking;
  private final ServerFiles files;
  private final CurrentCaller caller;

  QueueAddResource(NodeJobs jobs, JobTaking taking, ServerFiles files, CurrentCaller caller) {
    this.jobs = jobs;
    this.taking = taking;
    this.files = files;
    this.caller = caller;
  }

  /**
   * A job that was added.
   *
   * @param position 1 where nothing goes before it; 0 where it does not wait any more
   */
  record Added(boolean success, @JsonProperty("job_id") String jobId, int position) {}

  /** Adds a file; its name for people, {@code itemName}, is that of the file here. */
  @POST
  public Added add(@Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    int priority = priority(query);
    var source = files.source(query.text("inputPath").orElse(null));
    var wish =
        new JobWish(
            source,
            files.output(query.text("outputPath").orElse(null)),
            JobSize.of(query.text("model").orElse(null), null, null),
            JobWords.mirrored(priority),
            Optional.empty());
    var job = taking.take(wish, caller.get());
    return new Added(true, job.id().value(), jobs.store().owners().position(job));
  }

  static int priority(FacadeFields query) {
    return (int)
        query.integer("priority", JobRequest.LOWEST, JobRequest.HIGHEST).orElse(JobRequest.USUAL);
  }
}
