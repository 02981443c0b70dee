package dev.jellyscale.api.v1.queue;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.Cause;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** The queue of all jobs. Commands may come twice. */
@Path("/api/v1/queue")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class QueueResource {
  private static final int LONGEST_WHY = 200;

  private final NodeJobs jobs;
  private final CurrentCaller caller;

  QueueResource(NodeJobs jobs, CurrentCaller caller) {
    this.jobs = jobs;
    this.caller = caller;
  }

  /**
   * The body of a command, which may be missing.
   *
   * @param why a few words that others are told
   */
  record Reason(@Schema(maxLength = LONGEST_WHY) @Nullable String why) {}

  /** How it stands. */
  @GET
  public QueueView get() {
    return QueueView.of(jobs.store());
  }

  /** Has it stand still. */
  @POST
  @Path("/pause")
  @Consumes(MediaType.WILDCARD)
  public QueueView pause(
      @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
          InputStream body)
      throws IOException {
    jobs.store().queue().pause(cause(body));
    return changed();
  }

  /** Lets it go on. */
  @POST
  @Path("/resume")
  @Consumes(MediaType.WILDCARD)
  public QueueView resume(
      @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
          InputStream body)
      throws IOException {
    jobs.store().queue().resume(cause(body));
    return changed();
  }

  private QueueView changed() {
    jobs.wake();
    return get();
  }

  private Cause cause(InputStream body) throws IOException {
    var reason = StrictJson.readIfAny(body, Reason.class);
    var why = reason.map(Reason::why).orElse("").strip();
    if (why.length() > LONGEST_WHY) {
      throw new InvalidFields(
          Fault.invalid("body", "why", "It has at most " + LONGEST_WHY + " characters"));
    }
    return new Cause(caller.get().key(), why);
  }
}
