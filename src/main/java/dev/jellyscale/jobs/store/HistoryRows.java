package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What has become of jobs and segments. Entries become visible in the order of their numbers: who
 * has read up to one misses none by asking for what follows it.
 */
public final class HistoryRows {
  private static final String SELECT =
      "SELECT number, at, job, segment, from_state, to_state, actor, why FROM history ";

  private final JobDatabase database;

  HistoryRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * The history of a job, oldest first.
   *
   * @param after number of the last entry that is known; 0: none
   * @param limit most entries
   */
  public List<HistoryEntry> of(JobId job, long after, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    SELECT + "WHERE job = :job AND number > :after ORDER BY number LIMIT :limit")
                .bind("job", job.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(HistoryRows::entry)
                .list());
  }

  /**
   * The history of all jobs, oldest first.
   *
   * @param after number of the last entry that is known; 0: none
   * @param limit most entries
   */
  public List<HistoryEntry> after(long after, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE number > :after ORDER BY number LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(HistoryRows::entry)
                .list());
  }

  /** How a job last came into a state, or was kept in it; empty where it never was. */
  static Optional<HistoryEntry> last(Handle handle, JobId job, JobState.Kind state) {
    return handle
        .createQuery(
            SELECT
                + "WHERE job = :job AND segment IS NULL AND to_state = :state"
                + " ORDER BY number DESC LIMIT 1")
        .bind("job", job.value())
        .bind("state", state.name())
        .map(HistoryRows::entry)
        .findOne();
  }

  /** Number of the last entry; 0 where there is none. */
  public long last() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT coalesce(max(number), 0) FROM history")
                .mapTo(Long.class)
                .one());
  }

  private static HistoryEntry entry(ResultSet row, StatementContext context) throws SQLException {
    return new HistoryEntry(
        row.getLong("number"),
        Instant.ofEpochMilli(row.getLong("at")),
        new JobId(row.getString("job")),
        segment(row),
        row.getString("from_state"),
        row.getString("to_state"),
        new Cause(row.getString("actor"), row.getString("why")));
  }

  private static OptionalInt segment(ResultSet row) throws SQLException {
    int number = row.getInt("segment");
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
