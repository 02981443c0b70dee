package dev.jellyscale.jobs.store.upkeep;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** What is left of jobs that are over, and how much of it is removed. */
public final class TidyRows {
  private static final String FINAL = "state IN ('PUBLISHED', 'CANCELLED', 'FAILED')";

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public TidyRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * A job that may have left copies of its film.
   *
   * @param output beside which they are
   */
  public record Left(JobId job, RootedPath output) {}

  /**
   * Some of many.
   *
   * @param passed so many of the oldest are left out
   * @param limit most of them
   */
  public record Page(int passed, int limit) {}

  /**
   * Jobs that are over and whose copies nobody has removed, oldest first.
   *
   * @param before they were over by then
   * @param page which of them
   */
  public List<Left> untidy(Instant before, Page page) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id AS job, output FROM job WHERE tidied = 0 AND changed_at < :before"
                        + " AND "
                        + FINAL
                        + " ORDER BY changed_at, id LIMIT :limit OFFSET :passed")
                .bind("before", before.toEpochMilli())
                .bindMethods(page)
                .map(TidyRows::left)
                .list());
  }

  /** Jobs that were forgotten before that, oldest first. */
  public List<Left> forgotten(Page page) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT job, output FROM leftover ORDER BY forgotten_at, job"
                        + " LIMIT :limit OFFSET :passed")
                .bindMethods(page)
                .map(TidyRows::left)
                .list());
  }

  private static Left left(ResultSet row, StatementContext context) throws SQLException {
    return new Left(new JobId(row.getString("job")), RootedPath.parse(row.getString("output")));
  }

  /** The copies of a job are removed; one that is not over any more keeps being untidy. */
  public void tidied(JobId job) {
    database.change(
        change -> {
          execute(
              change, "UPDATE job SET tidied = 1 WHERE id = :job AND tidied = 0 AND " + FINAL, job);
          return execute(change, "DELETE FROM leftover WHERE job = :job", job);
        });
  }

  /**
   * Jobs that are tidied and whose attempts are not forgotten, oldest first.
   *
   * @param before they were over by then
   * @param limit most of them
   */
  public List<JobId> withDetails(Instant before, int limit) {
    return ids("tidied = 1 AND ", before, limit);
  }

  /** Jobs that are over, oldest first. */
  public List<JobId> over(Instant before, int limit) {
    return ids("", before, limit);
  }

  private List<JobId> ids(String where, Instant before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM job WHERE "
                        + where
                        + "changed_at < :before AND "
                        + FINAL
                        + " ORDER BY changed_at LIMIT :limit")
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> new JobId(row.getString("id")))
                .list());
  }

  /**
   * Whether a job that is unfinished, or failed and may be tried again, was planned with the model
   * of this hash.
   *
   * @param failedSince jobs that failed before are not tried again from where they stood
   */
  public boolean isPlannedWith(String sha256, Instant failedSince) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM job WHERE (NOT "
                        + FINAL
                        + " OR (state = 'FAILED' AND changed_at >= :since)) AND plan LIKE :hash LIMIT 1")
                .bind("since", failedSince.toEpochMilli())
                .bind("hash", "%" + sha256 + "%")
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** When the job was over that so many others were over after; empty where there are fewer. */
  public Optional<Instant> endOfNewest(int jobs) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT changed_at FROM job WHERE "
                        + FINAL
                        + " ORDER BY changed_at DESC LIMIT 1 OFFSET :jobs")
                .bind("jobs", jobs)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }

  /**
   * Forgets the attempts of a job that is over, and what became of its segments one by one; the job
   * is not among {@link #withDetails} then. One whose copies are not removed, or that was tried
   * again meanwhile, keeps all.
   */
  public void forgetDetails(JobId job) {
    database.change(
        change -> {
          int over =
              execute(
                  change,
                  "UPDATE job SET tidied = 2 WHERE id = :job AND tidied = 1 AND " + FINAL,
                  job);
          if (over == 1) {
            execute(change, "DELETE FROM attempt WHERE job = :job", job);
            execute(change, "DELETE FROM history WHERE job = :job AND segment IS NOT NULL", job);
          }
          return over;
        });
  }

  private static int execute(Change change, String sql, JobId job) {
    return change.handle().createUpdate(sql).bind("job", job.value()).execute();
  }

  /**
   * Forgets nodes that have been silent for long.
   *
   * @param before they gave their last sign of life by then
   */
  public void forgetNodes(Instant before) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("DELETE FROM node WHERE seen_at < :before")
                .bind("before", before.toEpochMilli())
                .execute());
  }

  /**
   * Does something short while a job is over and stays so: nobody can have it tried again
   * meanwhile. A transaction is held open for as long, which in SQLite keeps all others from
   * writing. Where that transaction fails at its end, or is done anew, the work has been done all
   * the same: it must be good to do it twice, and no harm where this throws.
   *
   * @param before it was over by then
   * @return whether it was done
   */
  public boolean whileOver(JobId job, Instant before, Runnable work) {
    return database.change(
        change -> {
          var over =
              change
                  .handle()
                  .createQuery(
                      "SELECT id FROM job WHERE id = :job AND changed_at < :before AND "
                          + FINAL
                          + change.locking())
                  .bind("job", job.value())
                  .bind("before", before.toEpochMilli())
                  .mapTo(String.class)
                  .findOne();
          over.ifPresent(_ -> work.run());
          return over.isPresent();
        });
  }
}
