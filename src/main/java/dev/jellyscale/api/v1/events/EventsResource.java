package dev.jellyscale.api.v1.events;

import dev.jellyscale.api.sse.EventStreams;
import dev.jellyscale.api.sse.EventStreams.Listening;
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
import org.jspecify.annotations.Nullable;

/**
 * What becomes of all jobs, as it happens. Ids of events are numbers of the history, which lies in
 * the database: whoever comes again with the last one he heard misses nothing, at whichever node.
 */
@Path("/api/v1/jobs/events")
@RunOnVirtualThread
@Produces(MediaType.SERVER_SENT_EVENTS)
class EventsResource {
  private final JobFeed feed;
  private final EventStreams streams;

  EventsResource(JobFeed feed, EventStreams streams) {
    this.feed = feed;
    this.streams = streams;
  }

  /** Of all jobs. */
  @GET
  @APIResponse(
      responseCode = "200",
      description = "Events `state`, `segment` and `progress`, and comments in between",
      content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  public void ofAll(
      @Context SseEventSink sink,
      @Context Sse sse,
      @HeaderParam(JobTelling.LAST) @Nullable String last,
      @Context RoutingContext route) {
    var telling = new JobTelling(feed, Optional.empty(), JobTelling.number(last));
    streams.open(new Listening(sink, sse, route), telling);
  }
}
