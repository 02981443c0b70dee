package dev.jellyscale.jobs.store.database;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Says what a failure of the database means for a person. */
final class DatabaseFailure {
  private static final Set<String> AGAIN = Set.of("40001", "40P01", "55P03");
  private static final System.Logger LOG = System.getLogger(DatabaseFailure.class.getName());
  private static final String UNFORESEEN =
      "The database of jobs failed for a reason that the log of the node tells";
  private static final String UNIQUE = "23505";
  private static final String FULL = "53100";

  private DatabaseFailure() {}

  /**
   * The failure to throw instead of {@code failure}. Where nobody can act upon it, its words, which
   * hold statements and what was bound to them, go to the log alone.
   */
  static RuntimeException of(RuntimeException failure) {
    var first = sqlFailure(failure);
    if (first == null) {
      return unforeseen(failure);
    }
    if (isFull(first)) {
      return new DiskFull("There is no room left for the database of jobs", failure);
    }
    if (isUnreachable(first)) {
      return new Unavailable("The database of jobs does not answer", failure);
    }
    return isTwice(first) ? new Conflict("Somebody else was first") : unforeseen(failure);
  }

  private static RuntimeException unforeseen(RuntimeException failure) {
    LOG.log(Level.ERROR, "The database of jobs failed for a reason that nobody foresaw", failure);
    return new IllegalStateException(UNFORESEEN);
  }

  /** The failure to throw where a database cannot be opened. */
  static JellyscaleException opening(String name, Exception failure) {
    var first = sqlFailure(failure);
    if (first != null && isFull(first)) {
      return new DiskFull("There is no room left for the database " + name, failure);
    }
    if (first != null && isUnreachable(first)) {
      return new Unavailable(
          "The database %s does not answer: %s".formatted(name, firstLine(first)), failure);
    }
    return new Damaged(
        "The database %s cannot be used: %s".formatted(name, firstLine(failure)), failure);
  }

  /** Whether the same transaction may succeed at once: it was only in another's way. */
  static boolean isWorthAnotherTry(Exception failure) {
    var first = sqlFailure(failure);
    return first != null && AGAIN.contains(String.valueOf(first.getSQLState()));
  }

  private static boolean isFull(SQLException failure) {
    return failure.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code
        || FULL.equals(failure.getSQLState());
  }

  private static boolean isTwice(SQLException failure) {
    return UNIQUE.equals(failure.getSQLState())
        || String.valueOf(failure.getMessage()).contains("SQLITE_CONSTRAINT_UNIQUE");
  }

  // Classes 08 (connection), 28 (authorisation), 53 (resources: too many connections), 57P
  // (shutdown), 25P03 (a transaction that stood still for too long), and what stays in others' way
  // after all tries; the pool itself has no state.
  private static boolean isUnreachable(SQLException failure) {
    var state = failure.getSQLState();
    if (state == null) {
      return String.valueOf(failure.getMessage())
              .toLowerCase(Locale.ROOT)
              .contains("acquisition timeout")
          || failure.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
    }
    return AGAIN.contains(state)
        || Stream.of("08", "28", "53", "57P", "25P03").anyMatch(state::startsWith);
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static @Nullable SQLException sqlFailure(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
