package dev.jellyscale.api.service.logs;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/** Writes what is logged into a ring. */
final class RingHandler extends ExtHandler {
  private final LogRing ring;

  RingHandler(LogRing ring, Redaction redaction) {
    this.ring = ring;
    setFormatter(new OneLine(redaction));
  }

  @Override
  protected void doPublish(ExtLogRecord entry) {
    var message = getFormatter().format(entry);
    var logger = String.valueOf(entry.getLoggerName());
    ring.write(entry.getInstant(), entry.getLevel().getName(), logger, message);
  }

  @Override
  public void flush() {
    // Nothing is buffered.
  }

  @Override
  public void close() {
    // The ring stays readable for those who ask meanwhile.
  }
}
