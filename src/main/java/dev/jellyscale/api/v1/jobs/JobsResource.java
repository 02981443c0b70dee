package dev.jellyscale.api.v1.jobs;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.access.sender.CurrentSender;
import dev.jellyscale.api.v1.form.Cursor;
import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.Page;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.v1.order.JobForm;
import dev.jellyscale.api.v1.order.JobOrder;
import dev.jellyscale.api.v1.view.JobView;
import dev.jellyscale.api.v1.view.JobViews;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** All jobs. */
@Path("/api/v1/jobs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class JobsResource {
  private static final String KEY = "Idempotency-Key";
  private static final Cursor PAGES = new Cursor("jobs");
  private static final Pattern PLACE = Pattern.compile("[0-9a-f-]{36}");

  private final NodeJobs jobs;
  private final JobOrder orders;
  private final JobViews views;
  private final CurrentCaller caller;
  private final CurrentSender sender;

  JobsResource(
      NodeJobs jobs, JobOrder orders, JobViews views, CurrentCaller caller, CurrentSender sender) {
    this.jobs = jobs;
    this.orders = orders;
    this.views = views;
    this.caller = caller;
    this.sender = sender;
  }

  /** The jobs, newest first. */
  @GET
  public Page<JobView> list(
      @RestQuery @Nullable String state,
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var before = PAGES.read(cursor, PLACE).map(JobId::new);
    var found = jobs.store().jobs().page(kind(state), before, most + 1);
    return Page.of(found, most, views.lines(found), job -> PAGES.write(job.id().value()));
  }

  private static Optional<JobState.Kind> kind(@Nullable String word) {
    if (word == null) {
      return Optional.empty();
    }
    var check = new FieldCheck("query");
    var kind = check.of("state", () -> StateWord.parse(JobState.Kind.class, word));
    check.end();
    return kind;
  }

  /** Takes a job; the same key with the same body is the same job, however often it comes. */
  @POST
  @Parameter(name = KEY, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "202",
      description = "The job; Location names it",
      content = @Content(schema = @Schema(implementation = JobView.class)))
  public RestResponse<JobView> ask(
      @Context HttpHeaders headers,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = JobForm.class)))
          InputStream body)
      throws IOException {
    jobs.requireRoots();
    var form = StrictJson.read(body, JobForm.class);
    var asked = key(headers, form);
    var who = caller.get().key();
    var rows = jobs.store().jobs();
    var earlier = asked.flatMap(known -> rows.asked(who, known));
    if (earlier.isPresent()) {
      return accepted(earlier.get());
    }
    var request = orders.request(form, who, asked);
    var made = rows.create(request, new Cause(who, "asked for"));
    jobs.wake();
    return accepted(made.job());
  }

  /** An empty key is refused: whoever sends one believes that his request can come twice. */
  private static Optional<IdempotencyKey> key(HttpHeaders headers, JobForm form) {
    var keys = headers.getRequestHeader(KEY);
    if (keys == null || keys.isEmpty()) {
      return Optional.empty();
    }
    var check = new FieldCheck("header");
    if (keys.size() > 1) {
      check.wrong(KEY, "It is there more than once");
    }
    var read = check.of(KEY, () -> new IdempotencyKey(keys.getFirst(), StrictJson.sha256(form)));
    check.end();
    return read;
  }

  private RestResponse<JobView> accepted(Job job) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, views.whole(job))
        .header(HttpHeaders.LOCATION, sender.get().link("/api/v1/jobs/" + job.id()))
        .build();
  }
}
