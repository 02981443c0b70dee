package dev.jellyscale.api.service.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.logs.LogStream.Pace;
import dev.jellyscale.api.service.logs.LogStream.Terms;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The log as it is written. */
@Path("/logs/stream")
class LogStreamResource {
  private static final Duration COME_AGAIN = Duration.ofSeconds(15);

  private final NodeLog log;
  private final ObjectMapper json;
  private final StreamRight right;
  private final Pace pace;

  LogStreamResource(
      NodeLog log,
      ObjectMapper json,
      StreamRight right,
      @ConfigProperty(name = "jellyscale.log.heartbeat") Duration heartbeat,
      @ConfigProperty(name = "jellyscale.log.slowest.write") Duration slowestWrite) {
    this.log = log;
    this.json = json;
    this.right = right;
    pace = new Pace(heartbeat, slowestWrite);
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
    // Proxies that gather answers before they pass them on would hold entries back.
    route.response().putHeader("X-Accel-Buffering", "no");
    var stream =
        new LogStream(listener, sink, new Events(sse, json), new Terms(pace, right.ofCaller()));
    var thread = Thread.ofVirtual().name("log-stream").unstarted(stream);
    route.addEndHandler(_ -> thread.interrupt());
    // The framework begins the answer when this method has returned: nobody may write before that.
    route.vertx().runOnContext(_ -> thread.start());
  }

  private static OptionalLong number(@Nullable String lastEvent) {
    return lastEvent != null && lastEvent.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(lastEvent))
        : OptionalLong.empty();
  }

  private static ServiceFailure full() {
    return ServiceFailure.later("Too many listen to the log; try again later", COME_AGAIN);
  }

  /** Makes events. */
  record Events(Sse sse, ObjectMapper json) {

    OutboundSseEvent entry(LogEntry entry) {
      try {
        return sse.newEventBuilder()
            .id(Long.toString(entry.seq()))
            .data(json.writeValueAsString(entry))
            .build();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Numbers and strings are JSON", e);
      }
    }

    OutboundSseEvent comment(String words) {
      return sse.newEventBuilder().comment(words).build();
    }
  }
}
