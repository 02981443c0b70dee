package dev.jellyscale.jobs.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFailureTest {
  /** The pool's own words, as they were seen when 300 callers came at once. */
  @Test
  void whoFindsNoConnectionInTimeIsToComeAgain() {
    var none = new ConnectionException(new SQLException("Sorry, acquisition timeout!"));

    assertThat(DatabaseFailure.of(none)).isInstanceOf(Unavailable.class);
  }

  @Test
  void whatNobodyForesawIsToldWithoutStatementsAndWhatWasBoundToThem(@TempDir Path folder) {
    try (var database = JobDatabase.open(Optional.empty(), folder.resolve("jobs.db"))) {
      assertThatThrownBy(
              () ->
                  database.read(
                      handle ->
                          handle
                              .createQuery("SELECT nothing FROM job WHERE id = :id")
                              .bind("id", "secret")
                              .mapTo(String.class)
                              .list()))
          .hasMessage("The database of jobs failed for a reason that the log of the node tells")
          .hasNoCause();
    }
  }
}
