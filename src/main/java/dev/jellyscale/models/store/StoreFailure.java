package dev.jellyscale.models.store;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Says what a failure of SQLite means for a person. */
final class StoreFailure {
  // SQLite's own message for a write that finds no room is often that of any failure.
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private StoreFailure() {}

  /** The failure to throw when a database cannot be opened. */
  static JellyscaleException opening(Path file, Exception failure) {
    var first = firstSqlFailure(failure);
    if ((first != null && isFull(first)) || hasNoRoom(file, failure)) {
      return new DiskFull(
          "There is no room left for the database "
              + file
              + "; make some, for instance by deleting folders of models in 'models' beside it,"
              + " which are forgotten then",
          failure);
    }
    var reason =
        first != null && first.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code
            ? "it is no SQLite database"
            : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new Damaged("The database " + file + " cannot be used: " + reason, failure);
  }

  /**
   * Does what writes to an open database.
   *
   * @throws DiskFull if it has no room
   */
  static void writing(Runnable work) {
    try {
      work.run();
    } catch (JdbiException e) {
      var first = firstSqlFailure(e);
      if (first != null && isFull(first)) {
        throw new DiskFull("There is no room left in the data directory (JELLYSCALE_DATA)", e);
      }
      throw e;
    }
  }

  private static boolean isFull(SQLException failure) {
    return failure.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code;
  }

  private static boolean hasNoRoom(Path file, Exception failure) {
    var folder = file.toAbsolutePath().getParent();
    try {
      return folder != null && Files.getFileStore(folder).getUsableSpace() < NO_ROOM_BYTES;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private static @Nullable SQLException firstSqlFailure(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
