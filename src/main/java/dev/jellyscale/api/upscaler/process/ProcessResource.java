package dev.jellyscale.api.upscaler.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.upscaler.form.FacadeJson;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Enlarges files of the server, by jobs of the queue: nobody waits for a film by HTTP. */
@Path("/Upscaler")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class ProcessResource {
  private final ServerFiles files;
  private final JobTaking taking;
  private final CurrentCaller caller;

  ProcessResource(ServerFiles files, JobTaking taking, CurrentCaller caller) {
    this.files = files;
    this.taking = taking;
    this.caller = caller;
  }

  /**
   * A job that was taken.
   *
   * @param outputPath where its film will stand
   * @param processingTime always missing: it has not begun
   * @param method always the queue
   * @param error always missing: what goes wrong is told by a status of HTTP
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Processed(
      boolean success,
      String outputPath,
      @Nullable Double processingTime,
      String method,
      @Nullable String error,
      String jobId) {

    static Processed of(Job job) {
      var output = job.recipe().output().toString();
      return new Processed(true, output, null, "queue", null, job.id().value());
    }
  }

  /** A job for later that was taken. */
  record Preprocessed(boolean success, String jobId) {}

  /** Asks for a file to be enlarged. */
  @POST
  @Path("/process")
  public Processed process(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ProcessForm.class)))
          InputStream body) {
    var form = FacadeJson.read(body, ProcessForm.class);
    return Processed.of(take(form, files.output(form.outputPath()), JobRequest.USUAL));
  }

  /** Asks for a file to be enlarged when nothing else is to be done. */
  @POST
  @Path("/preprocess")
  public Preprocessed preprocess(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ProcessForm.class)))
          InputStream body) {
    var form = FacadeJson.read(body, ProcessForm.class);
    return new Preprocessed(true, take(form, Optional.empty(), JobRequest.LOWEST).id().value());
  }

  private Job take(ProcessForm form, Optional<String> output, int priority) {
    var source = files.source(form.inputPath());
    var wish = new JobWish(source, output, form.size(), priority, Optional.empty());
    return taking.take(wish, caller.get());
  }
}
