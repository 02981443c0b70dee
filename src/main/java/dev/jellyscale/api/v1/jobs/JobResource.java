package dev.jellyscale.api.v1.jobs;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.v1.order.JobForm;
import dev.jellyscale.api.v1.view.JobView;
import dev.jellyscale.api.v1.view.JobViews;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;

/** One job. Every command may come twice: the second one finds done what it asks for. */
@Path("/api/v1/jobs/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class JobResource {
  private final NodeJobs jobs;
  private final JobViews views;
  private final CurrentCaller caller;

  JobResource(NodeJobs jobs, JobViews views, CurrentCaller caller) {
    this.jobs = jobs;
    this.views = views;
    this.caller = caller;
  }

  /** The job as it stands. */
  @GET
  public JobView get(@RestPath String id) {
    return views.whole(JobNamed.find(jobs.store(), id));
  }

  /** Changes its priority. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public JobView change(
      @RestPath String id,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = JobForm.Change.class)))
          InputStream body)
      throws IOException {
    var job = JobNamed.find(jobs.store(), id);
    int priority = priority(StrictJson.read(body, JobForm.Change.class));
    if (!jobs.store().jobs().prioritise(job.id(), priority, cause("asked for"))) {
      throw cannot(job.id(), "get another priority");
    }
    return now(job.id());
  }

  private static int priority(JobForm.Change form) {
    var check = new FieldCheck("body");
    var priority =
        check.of(
            "priority",
            () -> {
              if (form.priority() == null) {
                throw new Invalid("It is needed");
              }
              return JobRequest.requirePriority(form.priority());
            });
    check.end();
    return priority.orElseThrow();
  }

  /** Has it stand still. */
  @POST
  @Path("/pause")
  public JobView pause(@RestPath String id) {
    var job = JobNamed.find(jobs.store(), id);
    boolean moved = jobs.store().moves().hold(job.id(), cause("paused"));
    return done(moved, job.id(), JobState.Paused.class, "be paused");
  }

  /** Lets it go on. */
  @POST
  @Path("/resume")
  public JobView resume(@RestPath String id) {
    var job = JobNamed.find(jobs.store(), id);
    boolean moved = jobs.store().moves().resume(job.id(), cause("resumed"));
    return done(moved, job.id(), JobState.Active.class, "go on");
  }

  /** Ends it. */
  @POST
  @Path("/cancel")
  public JobView cancel(@RestPath String id) {
    var job = JobNamed.find(jobs.store(), id);
    boolean moved = jobs.store().moves().cancel(job.id(), cause("cancelled"));
    return done(moved, job.id(), JobState.Cancelled.class, "be cancelled");
  }

  /** Has it tried again. */
  @POST
  @Path("/again")
  public JobView again(@RestPath String id) {
    jobs.requireRoots();
    var job = JobNamed.find(jobs.store(), id);
    boolean moved = jobs.store().moves().again(job.id(), cause("tried again"));
    return done(moved, job.id(), JobState.Unfinished.class, "be tried again");
  }

  /** Forgets it. */
  @DELETE
  public void delete(@RestPath String id) {
    var job = JobNamed.find(jobs.store(), id);
    if (!jobs.store().jobs().delete(job.id())) {
      throw cannot(job.id(), "be deleted; cancel it first");
    }
    jobs.wake();
  }

  /**
   * How the job stands behind a command.
   *
   * @param done states of a job for which there was nothing to do
   */
  private JobView done(boolean moved, JobId id, Class<? extends JobState> done, String words) {
    if (moved) {
      return now(id);
    }
    var job = JobNamed.find(jobs.store(), id.value());
    if (!done.isInstance(job.state())) {
      throw cannot(job, words);
    }
    return views.whole(job);
  }

  private JobView now(JobId id) {
    jobs.wake();
    return views.whole(JobNamed.find(jobs.store(), id.value()));
  }

  private Conflict cannot(JobId id, String words) {
    return cannot(JobNamed.find(jobs.store(), id.value()), words);
  }

  private static Conflict cannot(Job job, String words) {
    return new Conflict(
        "The job is %s and cannot %s".formatted(StateWord.of(job.state().kind()), words));
  }

  private Cause cause(String why) {
    return new Cause(caller.get().key(), why);
  }
}
