package dev.jellyscale.api.service.logs;

import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.sse.EventStreams;
import dev.jellyscale.api.sse.EventStreams.Listening;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The log as it is written. */
@Path("/logs/stream")
class LogStreamResource {
  private static final Duration COME_AGAIN = Duration.ofSeconds(15);

  private final NodeLog log;
  private final EventStreams streams;

  LogStreamResource(NodeLog log, EventStreams streams) {
    this.log = log;
    this.streams = streams;
  }

  /**
   * Entries as they are written, behind the last 100, or behind those that followed {@code
   * Last-Event-ID}. The stream ends with the right of its caller, within a heartbeat.
   */
  @GET
  @NonBlocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @Context SseEventSink sink,
      @Context Sse sse,
      @HeaderParam("Last-Event-ID") @Nullable String lastEvent,
      @Context RoutingContext route) {
    var listener = log.ring().listen(number(lastEvent)).orElseThrow(LogStreamResource::full);
    streams.open(new Listening(sink, sse, route), new LogTelling(listener));
  }

  private static OptionalLong number(@Nullable String lastEvent) {
    return lastEvent != null && lastEvent.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(lastEvent))
        : OptionalLong.empty();
  }

  private static ServiceFailure full() {
    return ServiceFailure.later("Too many listen to the log; try again later", COME_AGAIN);
  }
}
