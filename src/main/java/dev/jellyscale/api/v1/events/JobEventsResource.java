package dev.jellyscale.api.v1.events;

import dev.jellyscale.api.sse.EventStreams;
import dev.jellyscale.api.sse.EventStreams.Listening;
import dev.jellyscale.api.v1.jobs.JobNamed;
import dev.jellyscale.api.work.NodeJobs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What becomes of one job, as it happens; ids are those of {@link EventsResource}. */
@Path("/api/v1/jobs/{id}/events")
@RunOnVirtualThread
@Produces(MediaType.SERVER_SENT_EVENTS)
class JobEventsResource {
  private final NodeJobs jobs;
  private final JobFeed feed;
  private final EventStreams streams;

  JobEventsResource(NodeJobs jobs, JobFeed feed, EventStreams streams) {
    this.jobs = jobs;
    this.feed = feed;
    this.streams = streams;
  }

  /** Of this job alone. */
  @GET
  @APIResponse(
      responseCode = "200",
      description = "Events `state`, `segment` and `progress`, and comments in between",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  public void ofOne(
      @RestPath String id,
      @Context SseEventSink sink,
      @Context Sse sse,
      @HeaderParam(JobTelling.LAST) @Nullable String last,
      @Context RoutingContext route) {
    var job = JobNamed.find(jobs.store(), id);
    var telling = new JobTelling(feed, Optional.of(job.id()), JobTelling.number(last));
    streams.open(new Listening(sink, sse, route), telling);
  }
}
