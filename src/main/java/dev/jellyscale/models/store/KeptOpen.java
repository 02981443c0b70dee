package dev.jellyscale.models.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;

/**
 * One connection that is never used: with the last connection SQLite would fold the write-ahead log
 * into the database, on every single call.
 */
record KeptOpen(Connection connection) implements AutoCloseable {

  static KeptOpen of(DataSource source) throws SQLException {
    return new KeptOpen(source.getConnection());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }
}
