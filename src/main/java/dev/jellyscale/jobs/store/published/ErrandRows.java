package dev.jellyscale.jobs.store.published;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.publish.errand.Errand;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.Change.Step;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What Jellyfin is still to be told or asked. Who claims an errand has a while for his try, and
 * more as often as he asks for it; when that is over, or he has said that it failed, somebody else
 * may claim it.
 */
public final class ErrandRows {
  /**
   * Longer than a try goes on without {@link #renew}: a page of a list takes 35 s at most, and all
   * that is asked behind the last of them as long again.
   */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final String SELECT =
      "SELECT number, job, kind, tries, made_at FROM library_errand ";

  private static final String CLAIM =
      """
      UPDATE library_errand SET tries = tries + 1, due_at = :until
      WHERE number = :number AND state = 'PENDING' AND tries = :tries AND due_at <= :now
      """;

  private static final String RENEW =
      """
      UPDATE library_errand SET due_at = :until
      WHERE number = :number AND state = 'PENDING' AND tries = :tries
      """;

  private static final String END =
      """
      UPDATE library_errand SET state = :state, problem = :problem, ended_at = :now
      WHERE number = :number AND state = 'PENDING' AND tries = :tries
      """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public ErrandRows(JobDatabase database) {
    this.database = database;
  }

  static void add(Change change, JobId job, Errand.Kind kind, Duration wait) {
    change
        .handle()
        .createUpdate(
            """
            INSERT INTO library_errand (job, kind, state, made_at, due_at)
            VALUES (:job, :kind, 'PENDING', :now, :due)
            """)
        .bind("job", job.value())
        .bind("kind", kind.name())
        .bind("now", change.now())
        .bind("due", change.now() + wait.toMillis())
        .execute();
  }

  /** Nothing that waits is done for a film any more. */
  static void drop(Change change, JobId job) {
    change
        .handle()
        .createUpdate("DELETE FROM library_errand WHERE job = :job AND state = 'PENDING'")
        .bind("job", job.value())
        .execute();
  }

  /** What may be tried now, the longest waiting first. */
  public List<Errand> due(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE state = 'PENDING' AND due_at <= :now ORDER BY due_at, number LIMIT :limit")
                .bind("now", database.clock().millis())
                .bind("limit", limit)
                .map(ErrandRows::errand)
                .list());
  }

  /** What waits for a film. */
  public List<Errand> pending(JobId job) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE job = :job AND state = 'PENDING' ORDER BY number")
                .bind("job", job.value())
                .map(ErrandRows::errand)
                .list());
  }

  private static Errand errand(ResultSet row, StatementContext context) throws SQLException {
    return new Errand(
        row.getLong("number"),
        new JobId(row.getString("job")),
        Errand.Kind.valueOf(row.getString("kind")),
        row.getInt("tries"),
        Instant.ofEpochMilli(row.getLong("made_at")));
  }

  /** Takes an errand for a try; of several callers one succeeds. */
  public Optional<Errand> claim(Errand errand) {
    boolean claimed =
        database.change(
            change ->
                change
                        .handle()
                        .createUpdate(CLAIM)
                        .bind("until", change.now() + LEASE.toMillis())
                        .bind("number", errand.number())
                        .bind("tries", errand.tries())
                        .bind("now", change.now())
                        .execute()
                    == 1);
    return claimed
        ? Optional.of(
            new Errand(
                errand.number(), errand.job(), errand.kind(), errand.tries() + 1, errand.madeAt()))
        : Optional.empty();
  }

  /** Gives a try its while anew; false where somebody else has claimed the errand since. */
  public boolean renew(Errand errand) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(RENEW)
                    .bind("until", change.now() + LEASE.toMillis())
                    .bind("number", errand.number())
                    .bind("tries", errand.tries())
                    .execute()
                == 1);
  }

  /**
   * It is done; the job's history says so.
   *
   * @param next what follows; empty: nothing
   * @param wait until that may be tried
   */
  public void done(Errand errand, Optional<Errand.Kind> next, Duration wait, Cause cause) {
    database.change(
        change -> {
          boolean ended = end(change, errand, "DONE", "");
          if (ended) {
            next.ifPresent(kind -> add(change, errand.job(), kind, wait));
            tell(change, errand.job(), cause);
          }
          return ended;
        });
  }

  /** It is in vain; the job's history says why. */
  public void givenUp(Errand errand, Cause cause) {
    database.change(
        change -> {
          boolean ended = end(change, errand, "GIVEN_UP", cause.why());
          if (ended) {
            tell(change, errand.job(), cause);
          }
          return ended;
        });
  }

  /** It has failed and is tried again; the job's history says why, the first time. */
  public void failed(Errand errand, Duration wait, Cause cause) {
    database.change(
        change -> {
          boolean put =
              change
                      .handle()
                      .createUpdate(
                          """
                          UPDATE library_errand SET due_at = :due, problem = :problem
                          WHERE number = :number AND state = 'PENDING' AND tries = :tries
                          """)
                      .bind("due", change.now() + wait.toMillis())
                      .bind("problem", cause.why())
                      .bind("number", errand.number())
                      .bind("tries", errand.tries())
                      .execute()
                  == 1;
          if (put && errand.tries() == 1) {
            tell(change, errand.job(), cause);
          }
          return put;
        });
  }

  private static boolean end(Change change, Errand errand, String state, String problem) {
    return change
            .handle()
            .createUpdate(END)
            .bind("state", state)
            .bind("problem", problem.isEmpty() ? null : problem)
            .bind("now", change.now())
            .bind("number", errand.number())
            .bind("tries", errand.tries())
            .execute()
        == 1;
  }

  /** A job that was forgotten has no history. */
  private static void tell(Change change, JobId job, Cause cause) {
    if (cause.why().isEmpty()) {
      return;
    }
    change
        .handle()
        .createQuery("SELECT state FROM job WHERE id = :job" + change.locking())
        .bind("job", job.value())
        .mapTo(String.class)
        .findOne()
        .ifPresent(state -> change.record(new Step(job, OptionalInt.empty(), state, state), cause));
  }
}
