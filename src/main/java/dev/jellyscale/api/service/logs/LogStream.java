package dev.jellyscale.api.service.logs;

import dev.jellyscale.api.service.logs.LogStreamResource.Events;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Tells one listener of the log what is written, until he hangs up, is too slow or may hear it no
 * more. To be run by a thread that may wait; interrupting it ends the stream.
 */
record LogStream(LogListener listener, SseEventSink sink, Events events, Terms terms)
    implements Runnable {
  private static final System.Logger LOG = System.getLogger(LogStream.class.getName());

  /**
   * How a stream keeps time.
   *
   * @param heartbeat longest silence
   * @param slowestWrite longest time for the listener to take an entry
   */
  record Pace(Duration heartbeat, Duration slowestWrite) {}

  /**
   * What a stream goes on under.
   *
   * @param allowed whether the listener may still hear; asked before everything that is told
   */
  record Terms(Pace pace, BooleanSupplier allowed) {}

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
      var next = listener.next(terms.pace().heartbeat());
      if (!terms.allowed().getAsBoolean()) {
        LOG.log(Level.INFO, "A listener to the log is dropped: his token holds no more");
        return;
      }
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
        .get(terms.pace().slowestWrite().toMillis(), TimeUnit.MILLISECONDS);
  }
}
