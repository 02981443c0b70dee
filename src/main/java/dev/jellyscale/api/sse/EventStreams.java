package dev.jellyscale.api.sse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Opens streams. Each has a thread of its own, and ends when its listener hangs up, does not read,
 * or may hear no more.
 */
@Singleton
public class EventStreams {
  private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());

  private final StreamRight right;
  private final ObjectMapper json;
  private final Duration heartbeat;
  private final Duration slowestWrite;

  EventStreams(
      StreamRight right,
      ObjectMapper json,
      @ConfigProperty(name = "jellyscale.log.heartbeat") Duration heartbeat,
      @ConfigProperty(name = "jellyscale.log.slowest.write") Duration slowestWrite) {
    this.right = right;
    this.json = json;
    this.heartbeat = heartbeat;
    this.slowestWrite = slowestWrite;
  }

  /** The request of a listener. */
  public record Listening(SseEventSink sink, Sse sse, RoutingContext route) {}

  /** Opens a stream for the present request, which closes {@code telling} at its end. */
  public void open(Listening listening, Telling telling) {
    var terms = new EventWire.Terms(heartbeat, slowestWrite, right.ofCaller(), telling.what());
    var wire = new EventWire(listening.sink(), listening.sse(), json, terms);
    var thread =
        Thread.ofVirtual()
            .name("event-stream")
            .unstarted(() -> run(telling, wire, listening.sink()));
    var route = listening.route();
    // Proxies that gather answers before they pass them on would hold events back.
    route.response().putHeader("X-Accel-Buffering", "no");
    route.addEndHandler(
        _ -> {
          thread.interrupt();
          // Where the answer never began nobody else closes it.
          telling.close();
        });
    // The framework begins the answer behind the resource: nobody may write before that.
    route.addHeadersEndHandler(_ -> route.vertx().runOnContext(_ -> thread.start()));
  }

  private static void run(Telling telling, EventWire wire, SseEventSink sink) {
    try (telling;
        sink) {
      telling.tell(wire);
    } catch (InterruptedException | ExecutionException e) {
      LOG.log(Level.DEBUG, "A listener hung up", e);
    } catch (IllegalStateException e) {
      // The sink's way to say so to who sends when it was closed a moment before.
      if (!sink.isClosed()) {
        throw e;
      }
      LOG.log(Level.DEBUG, "A listener hung up", e);
    } catch (TimeoutException e) {
      LOG.log(
          Level.WARNING, "A listener to " + telling.what() + " is dropped: he does not read", e);
    }
  }
}
