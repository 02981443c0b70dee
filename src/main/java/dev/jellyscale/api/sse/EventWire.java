package dev.jellyscale.api.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The way to one listener. Everything that is sent is waited for. Used by one thread. */
public final class EventWire {
  private static final System.Logger LOG = System.getLogger(EventWire.class.getName());

  private final SseEventSink sink;
  private final Sse sse;
  private final ObjectMapper json;
  private final Terms terms;

  /**
   * What a stream goes on under.
   *
   * @param heartbeat longest silence
   * @param slowestWrite longest time for the listener to take an event
   * @param allowed whether the listener may still hear
   * @param what he listens to, in words for the log
   */
  record Terms(Duration heartbeat, Duration slowestWrite, BooleanSupplier allowed, String what) {}

  /**
   * An event.
   *
   * @param id by which a listener that comes again says how far he has heard; empty: it has none
   * @param name its type; empty text: the usual one
   * @param told what becomes JSON
   */
  public record Event(OptionalLong id, String name, Object told) {}

  EventWire(SseEventSink sink, Sse sse, ObjectMapper json, Terms terms) {
    this.sink = sink;
    this.sse = sse;
    this.json = json;
    this.terms = terms;
  }

  /** Longest silence: who has nothing to tell for so long sends a comment. */
  public Duration heartbeat() {
    return terms.heartbeat();
  }

  /** Whether the listener is there, and may still hear; to be asked before all that is told. */
  public boolean goesOn() {
    if (sink.isClosed()) {
      return false;
    }
    if (!terms.allowed().getAsBoolean()) {
      LOG.log(Level.INFO, "A listener to {0} is dropped: his token holds no more", terms.what());
      return false;
    }
    return true;
  }

  /** Sends words that no program reads. */
  public void comment(String words)
      throws InterruptedException, ExecutionException, TimeoutException {
    send(sse.newEventBuilder().comment(words));
  }

  /** Sends words that no program reads, and the id of the last event that there was. */
  public void comment(String words, long id)
      throws InterruptedException, ExecutionException, TimeoutException {
    send(sse.newEventBuilder().id(Long.toString(id)).comment(words));
  }

  /** Sends an event. */
  public void send(Event event) throws InterruptedException, ExecutionException, TimeoutException {
    var builder = sse.newEventBuilder().data(written(event.told()));
    event.id().ifPresent(id -> builder.id(Long.toString(id)));
    if (!event.name().isEmpty()) {
      builder.name(event.name());
    }
    send(builder);
  }

  private String written(Object told) {
    try {
      return json.writeValueAsString(told);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Events are JSON: " + told.getClass(), e);
    }
  }

  private void send(OutboundSseEvent.Builder event)
      throws InterruptedException, ExecutionException, TimeoutException {
    sink.send(event.build())
        .toCompletableFuture()
        .get(terms.slowestWrite().toMillis(), TimeUnit.MILLISECONDS);
  }
}
