package dev.jellyscale.api.service.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class CleanFormatterTest {
  private static final Redaction REDACTION = new Redaction(List.of("hunter2"), Map.of());

  private static ExtLogRecord entry(String message, Object... parameters) {
    var entry =
        new ExtLogRecord(Level.WARN, message, FormatStyle.MESSAGE_FORMAT, LogRing.class.getName());
    entry.setParameters(parameters);
    entry.setLoggerName("test");
    entry.setInstant(Instant.EPOCH);
    return entry;
  }

  @Test
  void consoleLinesAreCleanAlsoInTheirParameters() {
    var formatter = new CleanFormatter(new PatternFormatter("%p %s%e%n"), REDACTION);

    var line = formatter.format(entry("file {0} of {1}", "a\nINFO forged \u001b[31m", "hunter2"));

    assertThat(line).isEqualTo("WARN file a\\nINFO forged \\u001b[31m of [redacted]\n");
  }

  @Test
  void messagesOfExceptionsAreCleanAndTheirFramesStay() {
    var formatter = new CleanFormatter(new PatternFormatter("%p %s%e%n"), REDACTION);
    var entry = entry("it failed");
    entry.setThrown(
        new IllegalStateException("first\nINFO forged", new IllegalArgumentException("hunter2")));

    var text = formatter.format(entry);

    assertThat(text.lines().toList())
        .startsWith("WARN it failed", "java.lang.IllegalStateException: first\\nINFO forged")
        .contains("Caused by: java.lang.IllegalArgumentException: [redacted]")
        .allMatch(line -> line.matches("(WARN|java|Caused by|\tat ).*"));
  }

  @Test
  void theRingGetsOneCleanLine() {
    var ring = new LogRing();
    var entry = entry("use {0}", "hunter2");
    entry.setThrown(new IllegalStateException("a\nb", new IllegalArgumentException("c")));

    new RingHandler(ring, REDACTION).publish(entry);

    assertThat(ring.recent(1))
        .containsExactly(
            new LogEntry(
                1,
                0.0,
                "WARN",
                "test",
                "use [redacted]: java.lang.IllegalStateException: a\\nb; caused by"
                    + " java.lang.IllegalArgumentException: c"));
  }

  @Test
  void aCircleOfCausesEnds() {
    var one = new IllegalStateException("one");
    var two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(CleanFormatter.causes(one)).hasSize(8);
  }
}
