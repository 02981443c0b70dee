package dev.jellyscale.api.service.logs;

import dev.jellyscale.api.service.logs.LogStreamResource.Events;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells one listener of the log what is written, until he hangs up or is too slow. To be run by a
 * thread that may wait; interrupting it ends the stream.
 */
record LogStream(LogListener listener, SseEventSink sink, Events events, Pace pace)
    implements Runnable {
  private static final System.Logger LOG = System.getLogger(LogStream.class.getName());

  /**
   * How a stream keeps time.
   *
   * @param heartbeat longest silence
   * @param slowestWrite longest time for the listener to take an entry
   */
  record Pace(Duration heartbeat, Duration slowestWrite) {}

  @Override
  public void run() {
    try (listener;
        sink) {
      tell();
    } catch (InterruptedException | ExecutionException e) {
      LOG.log(Level.DEBUG, "A listener to the log hung up", e);
    } catch (IllegalStateException e) {
      // The sink's way to say so to who sends when it was closed a moment before.
      if (!sink.isClosed()) {
        throw e;
      }
      LOG.log(Level.DEBUG, "A listener to the log hung up", e);
    } catch (TimeoutException e) {
      LOG.log(Level.WARNING, "A listener to the log is dropped: he does not read", e);
    }
  }

  private void tell() throws InterruptedException, ExecutionException, TimeoutException {
    send(events.comment("heartbeat"));
    for (var entry : listener.before()) {
      send(events.entry(entry));
    }
    while (!sink.isClosed()) {
      var next = listener.next(pace.heartbeat());
      if (listener.isBehind()) {
        LOG.log(Level.WARNING, "A listener to the log is dropped: he is too slow");
        return;
      }
      send(next.map(events::entry).orElseGet(() -> events.comment("heartbeat")));
    }
  }

  private void send(OutboundSseEvent event)
      throws InterruptedException, ExecutionException, TimeoutException {
    sink.send(event)
        .toCompletableFuture()
        .get(pace.slowestWrite().toMillis(), TimeUnit.MILLISECONDS);
  }
}
