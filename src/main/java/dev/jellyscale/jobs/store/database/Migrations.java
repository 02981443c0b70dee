package dev.jellyscale.jobs.store.database;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Makes the tables, and brings older ones up to date. */
final class Migrations {
  /** Held, because loggers that nobody holds forget their level. */
  private static final Logger LOG = Logger.getLogger("org.flywaydb");

  static {
    LOG.setLevel(Level.WARNING); // It tells every step of every start.
  }

  private Migrations() {}

  /**
   * Several nodes may do this at once.
   *
   * @param name of the database, for messages
   * @throws Unsupported if a newer Jellyscale has made the tables
   * @throws org.flywaydb.core.api.FlywayException if it cannot be done
   */
  static void apply(DataSource source, Dialect dialect, String name) {
    var flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(source)
            .locations(dialect.migrations)
            .table("jobs_schema_history")
            .ignoreMigrationPatterns(new String[0])
            .load();
    for (var migration : flyway.info().applied()) {
      if (!migration.getState().isResolved()) {
        throw new Unsupported(
            "The database %s was made by a newer Jellyscale (version %s of its tables); run that one, or restore an older copy"
                .formatted(name, migration.getVersion()));
      }
    }
    flyway.migrate();
  }
}
