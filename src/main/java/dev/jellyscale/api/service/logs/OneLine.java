package dev.jellyscale.api.service.logs;

import java.util.stream.Collectors;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Formats an entry as one clean line: its message, and in a few words what caused it. */
final class OneLine extends ExtFormatter {
  private final Redaction redaction;

  OneLine(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public String format(ExtLogRecord entry) {
    var message = String.valueOf(formatMessage(entry));
    var thrown = entry.getThrown();
    return redaction.clean(thrown == null ? message : message + ": " + words(thrown));
  }

  private static String words(Throwable thrown) {
    return CleanFormatter.causes(thrown).stream()
        .map(Throwable::toString)
        .collect(Collectors.joining("; caused by "));
  }
}
