package dev.jellyscale.jobs.store;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.window.NamedWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Render windows, by their names. */
public final class WindowRows {
  /** Most windows, since every look at the queue reads all of them. */
  public static final int MOST = 100;

  private static final String SELECT = "SELECT name, rules, zone FROM render_window ";
  private static final String PUT =
      """
      INSERT INTO render_window (name, rules, zone, changed_at, turned_at)
      VALUES (:name, :rules, :zone, :now, :now)
      ON CONFLICT (name) DO UPDATE SET
        rules = excluded.rules, zone = excluded.zone, changed_at = excluded.changed_at,
        turned_at = excluded.turned_at
      """;

  private final JobDatabase database;

  WindowRows(JobDatabase database) {
    this.database = database;
  }

  /** All windows by name. */
  public List<NamedWindow> all() {
    return database.read(
        handle -> handle.createQuery(SELECT + "ORDER BY name").map(WindowRows::window).list());
  }

  /** The window of this name. */
  public Optional<NamedWindow> find(String name) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE name = :name")
                .bind("name", name)
                .map(WindowRows::window)
                .findOne());
  }

  /**
   * Makes a window or changes it; jobs that name it follow it from now on.
   *
   * @return whether it is new
   * @throws Conflict if there are {@value #MOST} others
   */
  public boolean put(NamedWindow window) {
    return database.change(
        change -> {
          boolean isNew = lock(change, window.name()).isEmpty();
          if (isNew && count(change) >= MOST) {
            throw new Conflict("There are " + MOST + " render windows already");
          }
          change
              .handle()
              .createUpdate(PUT)
              .bind("name", window.name())
              .bind("rules", window.hours().toString())
              .bind("zone", window.hours().zone().getId())
              .bind("now", change.now())
              .execute();
          return isNew;
        });
  }

  private static int count(Change change) {
    return change
        .handle()
        .createQuery("SELECT count(*) FROM render_window")
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Forgets a window.
   *
   * @return false where there is none of this name
   * @throws Conflict if unfinished jobs name it
   */
  public boolean delete(String name) {
    return database.change(
        change -> {
          if (lock(change, name).isEmpty()) {
            return false;
          }
          requireUnused(change, name);
          change
              .handle()
              .createUpdate("DELETE FROM render_window WHERE name = :name")
              .bind("name", name)
              .execute();
          return true;
        });
  }

  private static void requireUnused(Change change, String name) {
    int jobs =
        change
            .handle()
            .createQuery(
                """
                SELECT count(*) FROM job
                WHERE render_window = :name AND state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED')
                """)
            .bind("name", name)
            .mapTo(Integer.class)
            .one();
    if (jobs > 0) {
      throw new Conflict(
          "The window '%s' is used by %d unfinished %s"
              .formatted(name, jobs, jobs == 1 ? "job" : "jobs"));
    }
  }

  /**
   * Takes a turn of a window, its opening or closing, for told. Of all nodes that try, one
   * succeeds.
   *
   * @param at when it opened or closed
   */
  public boolean turned(String name, Instant at) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(
                        """
                        UPDATE render_window SET turned_at = :at
                        WHERE name = :name AND turned_at < :at
                        """)
                    .bind("name", name)
                    .bind("at", at.toEpochMilli())
                    .execute()
                == 1);
  }

  /** All windows, and when each last opened or closed as far as that was told. */
  public Map<NamedWindow, Instant> lastTurns() {
    var turns = new LinkedHashMap<NamedWindow, Instant>();
    database.read(
        handle ->
            handle
                .createQuery("SELECT name, rules, zone, turned_at FROM render_window ORDER BY name")
                .map((row, context) -> put(row, context, turns))
                .list());
    return Collections.unmodifiableMap(turns);
  }

  private static Instant put(
      ResultSet row, StatementContext context, Map<NamedWindow, Instant> turns)
      throws SQLException {
    var at = Instant.ofEpochMilli(row.getLong("turned_at"));
    turns.put(window(row, context), at);
    return at;
  }

  /**
   * Sees to it, inside a transaction, that a new job's window stays as long as the job does.
   *
   * @throws Invalid if there is no such window
   */
  static void require(Change change, String name) {
    if (lock(change, name).isEmpty()) {
      throw new Invalid("There is no render window '" + name + "'");
    }
  }

  private static Optional<String> lock(Change change, String name) {
    return change
        .handle()
        .createQuery("SELECT name FROM render_window WHERE name = :name" + change.locking())
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  private static NamedWindow window(ResultSet row, StatementContext context) throws SQLException {
    return NamedWindow.parse(row.getString("name"), row.getString("rules"), row.getString("zone"));
  }
}
