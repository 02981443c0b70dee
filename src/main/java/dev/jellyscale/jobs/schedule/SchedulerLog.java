package dev.jellyscale.jobs.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Takes one sentence out of the scheduler's log: that a node has no implementation of one of our
 * kinds. A node without a GPU would say so at every look at the table, and is meant to leave such
 * executions to others.
 */
final class SchedulerLog {
  private static final String NO_IMPLEMENTATION = "Failed to find implementation for task";

  /** Held, because loggers that nobody holds forget their filter. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository"),
          Logger.getLogger("com.github.kagkarlsson.scheduler.Scheduler"));

  private SchedulerLog() {}

  /** Filters from now on. */
  static void quieten() {
    LOGGERS.forEach(logger -> logger.setFilter(SchedulerLog::isWorthSaying));
  }

  /** Whether a record is anything else, or of a kind that is not ours. */
  static boolean isWorthSaying(LogRecord record) {
    var sentence = String.valueOf(record.getMessage());
    return !sentence.startsWith(NO_IMPLEMENTATION) || kindsOf(record, sentence).isEmpty();
  }

  private static List<ExecutionKind> kindsOf(LogRecord record, String sentence) {
    var words = sentence + " " + Arrays.toString(record.getParameters());
    return Arrays.stream(ExecutionKind.values())
        .filter(kind -> words.matches("(?s).*\\b" + kind.task() + "\\b.*"))
        .toList();
  }
}
