package dev.jellyscale.api.service.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/** Formats as another formatter does, but entries that are clean. */
final class CleanFormatter extends ExtFormatter {
  private static final int MOST_CAUSES = 8;
  private static final int MOST_FRAMES = 200;

  private final Formatter wrapped;
  private final Redaction redaction;

  CleanFormatter(Formatter wrapped, Redaction redaction) {
    this.wrapped = wrapped;
    this.redaction = redaction;
  }

  /** The formatter below. */
  Formatter wrapped() {
    return wrapped;
  }

  @Override
  public String format(ExtLogRecord entry) {
    var clean = new ExtLogRecord(entry);
    clean.setMessage(redaction.clean(String.valueOf(formatMessage(entry))), FormatStyle.NO_FORMAT);
    clean.setParameters(null);
    clean.setThrown(null);
    var thrown = entry.getThrown();
    return wrapped.format(clean) + (thrown == null ? "" : stack(thrown));
  }

  /** Lines of the stack: those that begin them are ours, and the text in them is clean. */
  private String stack(Throwable thrown) {
    var lines = new StringBuilder();
    var word = "";
    for (var one : causes(thrown)) {
      lines.append(word).append(redaction.clean(one.toString())).append(System.lineSeparator());
      var frames = one.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
        lines
            .append("\tat ")
            .append(redaction.clean(frames[i].toString()))
            .append(System.lineSeparator());
      }
      word = "Caused by: ";
    }
    return lines.toString();
  }

  /** A throwable and what caused it, the outermost first; bounded, since causes may be a circle. */
  static List<Throwable> causes(Throwable thrown) {
    var causes = new ArrayList<Throwable>();
    for (Throwable one = thrown; one != null && causes.size() < MOST_CAUSES; one = one.getCause()) {
      causes.add(one);
    }
    return causes;
  }
}
