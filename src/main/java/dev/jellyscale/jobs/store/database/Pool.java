package dev.jellyscale.jobs.store.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Opens pools of connections. */
final class Pool {
  private static final int SQLITE_CONNECTIONS = 4;
  private static final int POSTGRESQL_CONNECTIONS = 8;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int ANSWER_SECONDS = 5;

  private Pool() {}

  /**
   * A SQLite file. Its transactions take the right to write when they begin: one that read first
   * and wanted it later could not wait for it.
   */
  static AgroalDataSource sqlite(Path file) throws SQLException {
    var factory =
        new AgroalConnectionFactoryConfigurationSupplier()
            .connectionProviderClass(org.sqlite.JDBC.class)
            .jdbcUrl("jdbc:sqlite:" + file)
            .jdbcProperty("journal_mode", "WAL")
            .jdbcProperty("synchronous", "FULL")
            .jdbcProperty("busy_timeout", Long.toString(LONGEST_WAIT.toMillis()))
            .jdbcProperty("foreign_keys", "true")
            .jdbcProperty("transaction_mode", "IMMEDIATE");
    return open(pool(factory, SQLITE_CONNECTIONS));
  }

  /**
   * A PostgreSQL database. A node that freezes in mid-transaction must not hold up the others: the
   * server ends such a transaction.
   */
  static AgroalDataSource postgresql(DatabaseUrl url) throws SQLException {
    var factory =
        new AgroalConnectionFactoryConfigurationSupplier()
            .connectionProviderClass(org.postgresql.Driver.class)
            .jdbcUrl(url.jdbc())
            .jdbcProperty("ApplicationName", "jellyscale")
            .jdbcProperty("tcpKeepAlive", "true")
            .jdbcProperty("connectTimeout", "5")
            .jdbcProperty("socketTimeout", "30")
            .initialSql(
                "SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '10s'");
    url.user().ifPresent(user -> factory.principal(new NamePrincipal(user)));
    url.password().ifPresent(password -> factory.credential(new SimplePassword(password)));
    return open(
        pool(factory, POSTGRESQL_CONNECTIONS)
            .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(ANSWER_SECONDS))
            .validateOnBorrow(true));
  }

  private static AgroalConnectionPoolConfigurationSupplier pool(
      AgroalConnectionFactoryConfigurationSupplier factory, int connections) {
    return new AgroalConnectionPoolConfigurationSupplier()
        .connectionFactoryConfiguration(factory)
        .initialSize(1)
        .minSize(1)
        .maxSize(connections)
        .acquisitionTimeout(LONGEST_WAIT);
  }

  private static AgroalDataSource open(AgroalConnectionPoolConfigurationSupplier pool)
      throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool).get());
  }
}
