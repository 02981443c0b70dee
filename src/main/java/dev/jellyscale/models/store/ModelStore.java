package dev.jellyscale.models.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * The database of a node, in a SQLite file. What a call has written survives a failure of power
 * right after it. May be used by many threads. Only the holder of the data directory opens it.
 */
public final class ModelStore implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:db/models/sqlite";
  private static final int BUSY_MILLIS = 10_000;

  /** Held, because loggers that nobody holds forget their level. */
  private static final Logger MIGRATION_LOG = Logger.getLogger("org.flywaydb");

  static {
    MIGRATION_LOG.setLevel(Level.WARNING); // It tells every step of every start.
  }

  private final Jdbi jdbi;
  private final KeptOpen keptOpen;
  private final NodeName node;

  private ModelStore(Jdbi jdbi, KeptOpen keptOpen, NodeName node) {
    this.jdbi = jdbi;
    this.keptOpen = keptOpen;
    this.node = node;
  }

  /**
   * Opens the database, makes it where there is none, and brings an older one up to date.
   *
   * @param node whose models are told and changed
   * @throws Unsupported if a newer Jellyscale has made it
   * @throws Damaged if the file is no database or not ours
   * @throws DiskFull if there is no room for what SQLite keeps beside it
   */
  public static ModelStore open(Path file, NodeName node) {
    var source = source(file);
    try {
      migrate(source, file);
      return new ModelStore(Jdbi.create(source), KeptOpen.of(source), node);
    } catch (SQLException e) {
      throw StoreFailure.opening(file, e);
    }
  }

  private static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void migrate(SQLiteDataSource source, Path file) {
    try {
      var flyway =
          Flyway.configure(ModelStore.class.getClassLoader())
              .dataSource(source)
              .locations(MIGRATIONS)
              .ignoreMigrationPatterns(new String[0])
              .load();
      for (var migration : flyway.info().applied()) {
        refuseNewer(migration, file);
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw StoreFailure.opening(file, e);
    }
  }

  private static void refuseNewer(MigrationInfo migration, Path file) {
    if (!migration.getState().isResolved()) {
      throw new Unsupported(
          "The database "
              + file
              + " was made by a newer Jellyscale (version "
              + migration.getVersion()
              + " of its tables); run that one, or restore an older copy");
    }
  }

  /** Models whose files this node has. */
  public InstalledModels models() {
    return new InstalledModels(jdbi, node);
  }

  /** Speeds that were measured on this node. */
  public Benchmarks benchmarks() {
    return new Benchmarks(jdbi, node);
  }

  /** Finds out that the database answers; throws what it throws. */
  public void check() {
    jdbi.useHandle(handle -> handle.execute("SELECT count(*) FROM installed_model"));
  }

  @Override
  public void close() {
    keptOpen.close();
  }
}
