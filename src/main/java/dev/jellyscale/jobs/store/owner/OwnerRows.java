package dev.jellyscale.jobs.store.owner;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.store.JobColumns;
import dev.jellyscale.jobs.store.JobRows;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Jobs of one caller, or of all. */
public final class OwnerRows {
  private static final Duration DAY = Duration.ofHours(24);
  private static final String UNFINISHED = "state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED')";
  private static final String FINISHED = "state IN ('PUBLISHED', 'CANCELLED', 'FAILED')";

  private final JobDatabase database;

  /** Rows of a database, which somebody else closes. */
  public OwnerRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * Makes a job, unless the same caller has asked for the same and it is unfinished; bounds hold
   * however many ask at once.
   *
   * @throws Conflict if an unfinished job has the same output and is another one
   */
  public BoundedAnswer create(JobRequest request, Cause cause, JobBounds bounds) {
    return database.change(
        change -> {
          change.countAlone();
          var same = same(change.handle(), request);
          if (same.isPresent()) {
            return new BoundedAnswer.Taken(same.get(), false);
          }
          return refusal(change, request, bounds)
              .orElseGet(() -> made(JobRows.create(change, request, cause)));
        });
  }

  private static BoundedAnswer made(JobRows.Created created) {
    return new BoundedAnswer.Taken(created.job(), created.isNew());
  }

  private static Optional<Job> same(Handle handle, JobRequest request) {
    return handle
        .createQuery(
            JobColumns.SELECT + "WHERE output = :output AND caller = :caller AND " + UNFINISHED)
        .bind("output", request.recipe().output().toString())
        .bind("caller", request.caller())
        .map(JobColumns::job)
        .findOne()
        .filter(job -> job.recipe().equals(request.recipe()))
        .filter(job -> job.request().publish().equals(request.publish()));
  }

  private static Optional<BoundedAnswer> refusal(
      Change change, JobRequest request, JobBounds bounds) {
    if (bounds.daily().isPresent()) {
      var wait = wait(change, request.caller(), bounds.daily().getAsInt());
      if (wait.isPresent()) {
        return Optional.of(new BoundedAnswer.UsedUp(wait.get()));
      }
    }
    int waiting =
        change
            .handle()
            .createQuery("SELECT count(*) FROM job WHERE state = 'QUEUED'")
            .mapTo(Integer.class)
            .one();
    return waiting < bounds.waiting()
        ? Optional.empty()
        : Optional.of(new BoundedAnswer.Full(bounds.waiting()));
  }

  /** Until the oldest of the jobs that use the bound up is a day old. */
  private static Optional<Duration> wait(Change change, String caller, int daily) {
    if (daily == 0) {
      return Optional.of(DAY);
    }
    return change
        .handle()
        .createQuery(
            """
            SELECT created_at FROM job WHERE caller = :caller AND created_at > :since
            ORDER BY created_at DESC LIMIT 1 OFFSET :last
            """)
        .bind("caller", caller)
        .bind("since", change.now() - DAY.toMillis())
        .bind("last", daily - 1)
        .mapTo(Long.class)
        .findOne()
        .map(oldest -> Duration.ofMillis(oldest + DAY.toMillis() - change.now()));
  }

  /** A condition on one caller is left out where all are meant, so that an index can be used. */
  private static Query own(Handle handle, String select, String order, Optional<String> caller) {
    return caller
        .map(
            name ->
                handle.createQuery(select + " AND caller = :caller " + order).bind("caller", name))
        .orElseGet(() -> handle.createQuery(select + order));
  }

  /**
   * Unfinished jobs, the most urgent first, and of those the oldest.
   *
   * @param caller whose; empty: of all
   * @param limit most of them
   */
  public List<Job> unfinished(Optional<String> caller, int limit) {
    return jobs(UNFINISHED, " ORDER BY priority DESC, id LIMIT :limit", caller, limit);
  }

  /**
   * Finished jobs, the last one first.
   *
   * @param caller whose; empty: of all
   * @param limit most of them
   */
  public List<Job> finished(Optional<String> caller, int limit) {
    return jobs(FINISHED, " ORDER BY changed_at DESC LIMIT :limit", caller, limit);
  }

  private List<Job> jobs(String where, String order, Optional<String> caller, int limit) {
    return database.read(
        handle ->
            own(handle, JobColumns.SELECT + "WHERE " + where, order, caller)
                .bind("limit", limit)
                .map(JobColumns::job)
                .list());
  }

  /**
   * How many of each state there are.
   *
   * @param caller whose; empty: of all
   */
  public Map<Kind, Integer> counts(Optional<String> caller) {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    database.read(
        handle ->
            own(
                    handle,
                    "SELECT state, count(*) AS jobs FROM job WHERE 1 = 1",
                    " GROUP BY state",
                    caller)
                .map(
                    (row, _) ->
                        counts.put(Kind.valueOf(row.getString("state")), row.getInt("jobs")))
                .list());
    return counts;
  }

  /** How many of all callers go before a job that waits, and it too; 0 where it does not wait. */
  public int position(Job job) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM job
                    WHERE state = 'QUEUED'
                      AND (priority > :priority OR (priority = :priority AND id <= :id))
                      AND EXISTS (SELECT 1 FROM job WHERE id = :id AND state = 'QUEUED')
                    """)
                .bind("priority", job.priority())
                .bind("id", job.id().value())
                .mapTo(Integer.class)
                .one());
  }

  /** When jobs were begun with; those that were not are missing. */
  public Map<JobId, Instant> begun(Set<JobId> jobs) {
    var begun = new HashMap<JobId, Instant>();
    if (jobs.isEmpty()) {
      return begun;
    }
    database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT job, min(at) AS begun FROM history
                    WHERE job IN (<ids>) AND to_state = 'PLANNING' AND segment IS NULL
                    GROUP BY job
                    """)
                .bindList("ids", jobs.stream().map(JobId::value).toList())
                .map(
                    (row, _) ->
                        begun.put(
                            new JobId(row.getString("job")),
                            Instant.ofEpochMilli(row.getLong("begun"))))
                .list());
    return begun;
  }

  /** When a caller's last job ended; empty: none has. */
  public Optional<Instant> lastEnd(Optional<String> caller) {
    return database.read(
        handle ->
            own(
                    handle,
                    "SELECT changed_at FROM job WHERE " + FINISHED,
                    " ORDER BY changed_at DESC LIMIT 1",
                    caller)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }
}
