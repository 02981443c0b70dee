package dev.jellyscale.jobs.store.database;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.jobs.progress.JobCount;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteDataSource;

/**
 * The database of jobs. What a change has written survives a failure of power right after it. May
 * be used by many threads.
 */
public final class JobDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JobDatabase.class.getName());
  private static final int MEASURE_SECONDS = 30;
  private static final int TRIES = 3;

  private final Dialect dialect;
  private final AgroalDataSource source;
  private final Jdbi jdbi;
  private final DatabaseClock clock;
  private final ScheduledExecutorService measuring;
  private volatile Consumer<JobCount> counting = _ -> {};

  private JobDatabase(Dialect dialect, AgroalDataSource source) {
    this.dialect = dialect;
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.clock = new DatabaseClock(this::time, System::nanoTime);
    this.measuring =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-clock").factory());
    var _ =
        measuring.scheduleWithFixedDelay(
            this::measure, MEASURE_SECONDS, MEASURE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Opens the database, makes its tables where there are none, and brings older ones up to date.
   *
   * @param shared address of a PostgreSQL database; empty: the SQLite file
   * @param file of SQLite, which this process alone uses
   * @throws Unavailable if the server does not answer or does not let us in
   * @throws Unsupported if a newer Jellyscale has made the tables
   * @throws Damaged if it is no database or not ours
   * @throws JellyscaleException.DiskFull if there is no room for it
   */
  public static JobDatabase open(Optional<DatabaseUrl> shared, Path file) {
    return shared.map(JobDatabase::postgresql).orElseGet(() -> sqlite(file));
  }

  private static JobDatabase sqlite(Path file) {
    var name = file.toString();
    try {
      // Migrations use two connections, which transactions of the pool would keep apart.
      var plain = new SQLiteDataSource();
      plain.setUrl("jdbc:sqlite:" + file);
      plain.setJournalMode("WAL");
      plain.setSynchronous("FULL");
      Migrations.apply(plain, Dialect.SQLITE, name);
      return opened(Dialect.SQLITE, Pool.sqlite(file));
    } catch (FlywayException | JdbiException | SQLException e) {
      throw DatabaseFailure.opening(name, e);
    }
  }

  private static JobDatabase postgresql(DatabaseUrl url) {
    try {
      var pool = Pool.postgresql(url);
      try {
        Migrations.apply(pool, Dialect.POSTGRESQL, url.toString());
      } catch (RuntimeException e) {
        pool.close();
        throw e;
      }
      return opened(Dialect.POSTGRESQL, pool);
    } catch (FlywayException | JdbiException | SQLException e) {
      throw DatabaseFailure.opening(url.toString(), e);
    }
  }

  private static JobDatabase opened(Dialect dialect, AgroalDataSource pool) {
    try {
      return new JobDatabase(dialect, pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Whether several nodes may use it at once. */
  public boolean isShared() {
    return dialect == Dialect.POSTGRESQL;
  }

  /** Time of all rows. */
  public DatabaseClock clock() {
    return clock;
  }

  /** Tells somebody what changes count, as soon as they are written. */
  public void countBy(Consumer<JobCount> listener) {
    counting = listener;
  }

  /** The pool, for the scheduler's own statements; closed with this. */
  public DataSource dataSource() {
    return source;
  }

  /**
   * Reads, without a transaction.
   *
   * @throws Unavailable if the database does not answer
   */
  public <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw DatabaseFailure.of(e);
    }
  }

  /**
   * Writes: all of it, or, where {@code work} throws, nothing. Work that was in another's way is
   * done anew, so it changes nothing but the database.
   *
   * @throws Unavailable if the database does not answer; whether anything was written is then
   *     unknown
   * @throws JellyscaleException.DiskFull if it has no room
   * @throws JellyscaleException.Conflict if a row that may exist once exists
   */
  public <T> T change(Function<Change, T> work) {
    for (int tries = 1; ; tries++) {
      var counts = new ArrayList<JobCount>();
      T result;
      try {
        result =
            jdbi.inTransaction(
                handle -> work.apply(new Change(handle, dialect, clock.millis(), counts)));
      } catch (JdbiException e) {
        if (tries == TRIES || !DatabaseFailure.isWorthAnotherTry(e)) {
          throw DatabaseFailure.of(e);
        }
        continue;
      }
      counts.forEach(counting);
      return result;
    }
  }

  private long time() {
    return jdbi.withHandle(handle -> handle.createQuery(dialect.time).mapTo(Long.class).one());
  }

  private void measure() {
    try {
      clock.measure();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The time of the database is unknown: {0}", e.getMessage());
    }
  }

  /** A second call has no effect. */
  @Override
  public void close() {
    measuring.shutdownNow();
    source.close();
  }
}
