package dev.jellyscale.jobs.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {
  /** The pool's own words, as they were seen when 300 callers came at once. */
  @Test
  void whoFindsNoConnectionInTimeIsToComeAgain() {
    var none = new ConnectionException(new SQLException("Sorry, acquisition timeout!"));

    assertThat(DatabaseFailure.of(none)).isInstanceOf(Unavailable.class);
  }
}
