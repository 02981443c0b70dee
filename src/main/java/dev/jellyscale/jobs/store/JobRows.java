package dev.jellyscale.jobs.store;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.JobState.Unfinished;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.Change.Step;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Jobs: made, found, listed, deleted, and what is told of them beside their state. */
public final class JobRows {
  private static final String INSERT =
      """
      INSERT INTO job (
        id, caller, idempotency_key, request_sha256, recipe, publish, source, output, model,
        priority, render_window, state, created_at, changed_at)
      VALUES (
        :id, :caller, :key, :sha256, :recipe, :publish, :source, :output, :model, :priority,
        :window, 'QUEUED',
        :now, :now)
      ON CONFLICT DO NOTHING
      """;

  private static final String LEAVE =
      """
      INSERT INTO leftover (job, output, forgotten_at)
      SELECT id, output, :now FROM job
      WHERE id = :id AND tidied = 0 AND state IN ('PUBLISHED', 'CANCELLED', 'FAILED')
      ON CONFLICT DO NOTHING
      """;

  private static final String MOST_URGENT =
      JobColumns.SELECT
          + """
          WHERE state = :state AND not_before <= :now AND priority <= :priority
            AND (priority < :priority OR id > :id)
          ORDER BY priority DESC, id LIMIT :limit
          """;

  private final JobDatabase database;

  JobRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * A job, and whether it was made now.
   *
   * @param isNew false where an earlier request of the same caller had the same key
   */
  public record Created(Job job, boolean isNew) {}

  /** A job's place among those that wait: by priority, then by age. */
  public record Urgency(int priority, String id) {
    private static final Urgency FIRST = new Urgency(JobRequest.HIGHEST, "");

    /** The place of a job. */
    public static Urgency of(Job job) {
      return new Urgency(job.priority(), job.id().value());
    }
  }

  /**
   * Makes a job. A second request of one caller with the same idempotency key gets the job of the
   * first one.
   *
   * @throws Conflict if something else was asked for with the key, or an unfinished job has the
   *     same output
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if there is no window of its name
   */
  public Created create(JobRequest request, Cause cause) {
    return database.change(change -> create(change, request, cause));
  }

  /** The same as a part of a larger change. */
  public static Created create(Change change, JobRequest request, Cause cause) {
    var id = JobId.at(change.instant());
    if (insert(change, id, request) == 0) {
      return new Created(earlier(change, request), false);
    }
    request.window().ifPresent(window -> WindowRows.require(change, window));
    change.record(new Step(id, OptionalInt.empty(), "", Kind.QUEUED.name()), cause);
    return new Created(JobSteps.lock(change, id).orElseThrow(), true);
  }

  private static int insert(Change change, JobId id, JobRequest request) {
    return change
        .handle()
        .createUpdate(INSERT)
        .bind("id", id.value())
        .bind("caller", request.caller())
        .bind("key", request.idempotencyKey().map(IdempotencyKey::value).orElse(null))
        .bind("sha256", request.idempotencyKey().map(IdempotencyKey::bodySha256).orElse(null))
        .bind("recipe", StoredJson.write(request.recipe()))
        .bind("source", request.recipe().source().toString())
        .bind("publish", publish(request))
        .bind("output", request.recipe().output().toString())
        .bind("model", request.recipe().model().value())
        .bind("priority", request.priority())
        .bind("window", request.window().orElse(null))
        .bind("now", change.now())
        .execute();
  }

  private static @Nullable String publish(JobRequest request) {
    var wish = request.publish();
    return wish.equals(PublishWish.NONE) ? null : StoredJson.write(wish);
  }

  private static Job earlier(Change change, JobRequest request) {
    return request
        .idempotencyKey()
        .flatMap(key -> asked(change.handle(), request.caller(), key))
        .orElseThrow(
            () ->
                new Conflict(
                    "An unfinished job writes to '%s' already"
                        .formatted(request.recipe().output())));
  }

  /**
   * The job that a caller has asked for with a key.
   *
   * @throws Conflict if he has asked for something else
   */
  public Optional<Job> asked(String caller, IdempotencyKey key) {
    return database.read(handle -> asked(handle, caller, key));
  }

  private static Optional<Job> asked(Handle handle, String caller, IdempotencyKey key) {
    var same =
        handle
            .createQuery(JobColumns.SELECT + "WHERE caller = :caller AND idempotency_key = :key")
            .bind("caller", caller)
            .bind("key", key.value())
            .map(JobColumns::job)
            .findOne();
    if (same.isPresent() && !same.get().request().idempotencyKey().equals(Optional.of(key))) {
      throw new Conflict(
          "Something else was asked for with this idempotency key: job " + same.get().id());
    }
    return same;
  }

  /** The job of this id. */
  public Optional<Job> find(JobId id) {
    return database.read(
        handle ->
            handle
                .createQuery(JobColumns.SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(JobColumns::job)
                .findOne());
  }

  /**
   * A page of jobs, newest first.
   *
   * @param state that they have; empty: any
   * @param before all of them are older than this one; empty: the first page
   * @param limit most of them
   */
  public List<Job> page(Optional<Kind> state, Optional<JobId> before, int limit) {
    var where = "WHERE id < :before" + (state.isPresent() ? " AND state = :state" : "");
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(JobColumns.SELECT + where + " ORDER BY id DESC LIMIT :limit")
                  // Behind all ids, which begin with a hexadecimal digit.
                  .bind("before", before.map(JobId::value).orElse("g"))
                  .bind("limit", limit);
          state.ifPresent(kind -> query.bind("state", kind.name()));
          return query.map(JobColumns::job).list();
        });
  }

  /**
   * Jobs in a state that do not wait to be tried again, the most urgent first, and of those the
   * oldest.
   *
   * @param after all of them come behind this one; empty: the first page
   * @param limit most of them
   */
  public List<Job> mostUrgent(Kind state, Optional<Urgency> after, int limit) {
    var last = after.orElse(Urgency.FIRST);
    return database.read(
        handle ->
            handle
                .createQuery(MOST_URGENT)
                .bind("state", state.name())
                .bind("priority", last.priority)
                .bind("id", last.id)
                .bind("now", database.clock().millis())
                .bind("limit", limit)
                .map(JobColumns::job)
                .list());
  }

  /** The first of them. */
  public List<Job> mostUrgent(Kind state, int limit) {
    return mostUrgent(state, Optional.empty(), limit);
  }

  /** How many jobs are in each state; a state without any is missing. */
  public Map<Kind, Integer> counts() {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    database.read(
        handle ->
            handle
                .createQuery("SELECT state, count(*) AS jobs FROM job GROUP BY state")
                .map(
                    (row, _) ->
                        counts.put(Kind.valueOf(row.getString("state")), row.getInt("jobs")))
                .list());
    return counts;
  }

  /**
   * Changes the priority of an unfinished job.
   *
   * @return false where it is finished or does not exist
   */
  public boolean prioritise(JobId id, int priority, Cause cause) {
    JobRequest.requirePriority(priority);
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .filter(job -> job.state() instanceof Unfinished)
                .map(job -> prioritise(change, job, priority, cause))
                .orElse(false));
  }

  private static boolean prioritise(Change change, Job job, int priority, Cause cause) {
    if (job.priority() != priority) {
      change
          .handle()
          .createUpdate("UPDATE job SET priority = :priority WHERE id = :id")
          .bind("priority", priority)
          .bind("id", job.id().value())
          .execute();
      var why = "priority %d instead of %d".formatted(priority, job.priority());
      JobSteps.record(change, job, job.state(), new Cause(cause.by(), why));
    }
    return true;
  }

  /**
   * Says why nothing goes on now for jobs; the next change of a job's state takes it back. Writes
   * no history.
   *
   * @param sentences in the order of the jobs' ids, so that two that write wait for each other in
   *     one direction only; empty: something goes on
   */
  public void waits(SortedMap<JobId, Optional<String>> sentences) {
    if (!sentences.isEmpty()) {
      database.change(change -> write(change, sentences));
    }
  }

  /** The same for one job. */
  public void waits(JobId id, Optional<String> sentence) {
    waits(new TreeMap<>(Map.of(id, sentence)));
  }

  private static int write(Change change, SortedMap<JobId, Optional<String>> sentences) {
    try (var batch =
        change
            .handle()
            .prepareBatch(
                """
                UPDATE job SET waiting = :sentence
                WHERE id = :id AND state NOT IN ('PUBLISHED', 'CANCELLED', 'FAILED')
                  AND coalesce(waiting, '') <> :new
                """)) {
      sentences.forEach(
          (id, sentence) ->
              batch
                  .bind("sentence", sentence.orElse(null))
                  .bind("new", sentence.orElse(""))
                  .bind("id", id.value())
                  .add());
      return batch.execute().length;
    }
  }

  /**
   * Forgets a finished job with its segments and its history. What it may have left on disks is
   * still removed.
   *
   * @return false where it is unfinished or does not exist
   */
  public boolean delete(JobId id) {
    return database.change(
        change -> {
          var _ = JobSteps.lock(change, id);
          change
              .handle()
              .createUpdate(LEAVE)
              .bind("id", id.value())
              .bind("now", change.now())
              .execute();
          return change
                  .handle()
                  .createUpdate(
                      """
                      DELETE FROM job
                      WHERE id = :id AND state IN ('PUBLISHED', 'CANCELLED', 'FAILED')
                      """)
                  .bind("id", id.value())
                  .execute()
              == 1;
        });
  }
}
