package dev.jellyscale.api.service.logs;

import dev.jellyscale.api.sse.EventWire;
import dev.jellyscale.api.sse.EventWire.Event;
import dev.jellyscale.api.sse.Telling;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Tells one listener of the log what is written, until he is too slow. */
record LogTelling(LogListener listener) implements Telling {
  private static final System.Logger LOG = System.getLogger(LogTelling.class.getName());
  private static final String HEARTBEAT = "heartbeat";

  @Override
  public String what() {
    return "the log";
  }

  @Override
  public void tell(EventWire wire)
      throws InterruptedException, ExecutionException, TimeoutException {
    wire.comment(HEARTBEAT);
    for (var entry : listener.before()) {
      wire.send(event(entry));
    }
    while (true) {
      var next = listener.next(wire.heartbeat());
      if (!wire.goesOn()) {
        return;
      }
      if (listener.isBehind()) {
        LOG.log(Level.WARNING, "A listener to the log is dropped: he is too slow");
        return;
      }
      if (next.isPresent()) {
        wire.send(event(next.get()));
      } else {
        wire.comment(HEARTBEAT);
      }
    }
  }

  private static Event event(LogEntry entry) {
    return new Event(OptionalLong.of(entry.seq()), "", entry);
  }

  @Override
  public void close() {
    listener.close();
  }
}
