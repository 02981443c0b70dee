package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.IdempotencyKey;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Active;
import dev.jellyscale.jobs.JobState.Assembling;
import dev.jellyscale.jobs.JobState.Cancelled;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.JobState.Paused;
import dev.jellyscale.jobs.JobState.Planning;
import dev.jellyscale.jobs.JobState.Published;
import dev.jellyscale.jobs.JobState.Queued;
import dev.jellyscale.jobs.JobState.Rendering;
import dev.jellyscale.jobs.JobState.Verifying;
import dev.jellyscale.jobs.PublishWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A job as columns. */
public final class JobColumns {
  /** All columns that {@link #job} reads, of all jobs. */
  public static final String SELECT =
      """
      SELECT id, caller, idempotency_key, request_sha256, recipe, publish, priority, render_window,
             state,
             paused_from, plan, file_attempts, output_attempt, output_bytes, output_sha256, fault_code,
             fault_reason, fault_lasting, waiting, created_at, changed_at
      FROM job
      """;

  /** Sets all columns of a state; what they were before does not matter. */
  static final String SET_STATE =
      """
      state = :state, tidied = 0, paused_from = :pausedFrom, output_attempt = :outputAttempt,
      output_bytes = :outputBytes, output_sha256 = :outputSha256, fault_code = :faultCode,
      fault_reason = :faultReason, fault_lasting = :faultLasting, waiting = NULL,
      not_before = 0, rest_reason = NULL, changed_at = :now
      """;

  private JobColumns() {}

  /** The job of a row. */
  public static Job job(ResultSet row, StatementContext context) throws SQLException {
    return new Job(
        new JobId(row.getString("id")),
        request(row),
        state(row),
        Optional.ofNullable(row.getString("plan")).map(p -> StoredJson.read(p, JobPlan.class)),
        row.getInt("file_attempts"),
        Optional.ofNullable(row.getString("waiting")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }

  private static JobRequest request(ResultSet row) throws SQLException {
    return new JobRequest(
        StoredJson.read(row.getString("recipe"), JobRecipe.class),
        row.getInt("priority"),
        Optional.ofNullable(row.getString("render_window")),
        row.getString("caller"),
        publish(row),
        key(row));
  }

  private static PublishWish publish(ResultSet row) throws SQLException {
    var text = row.getString("publish");
    return text == null ? PublishWish.NONE : StoredJson.read(text, PublishWish.class);
  }

  private static Optional<IdempotencyKey> key(ResultSet row) throws SQLException {
    var key = row.getString("idempotency_key");
    return key == null
        ? Optional.empty()
        : Optional.of(new IdempotencyKey(key, row.getString("request_sha256")));
  }

  private static JobState state(ResultSet row) throws SQLException {
    var kind = Kind.valueOf(row.getString("state"));
    return switch (kind) {
      case PAUSED -> new Paused(active(Kind.valueOf(row.getString("paused_from")), row));
      case PUBLISHED -> new Published(output(row));
      case CANCELLED -> new Cancelled();
      case FAILED ->
          new Failed(
              new Fault(
                  row.getString("fault_code"),
                  row.getString("fault_reason"),
                  row.getInt("fault_lasting") != 0));
      case QUEUED, PLANNING, RENDERING, ASSEMBLING, VERIFYING -> active(kind, row);
    };
  }

  private static Active active(Kind kind, ResultSet row) throws SQLException {
    return switch (kind) {
      case QUEUED -> new Queued();
      case PLANNING -> new Planning();
      case RENDERING -> new Rendering();
      case ASSEMBLING -> new Assembling();
      case VERIFYING -> new Verifying(output(row));
      case PAUSED, PUBLISHED, CANCELLED, FAILED ->
          throw new IllegalStateException("A job cannot go on to " + kind);
    };
  }

  private static OutputFile output(ResultSet row) throws SQLException {
    return new OutputFile(
        row.getInt("output_attempt"), row.getLong("output_bytes"), row.getString("output_sha256"));
  }

  /** Binds the columns of {@link #SET_STATE}, but for the time. */
  static <S extends SqlStatement<S>> S bind(S statement, JobState state) {
    var output = output(state);
    var fault = state instanceof Failed failed ? failed.fault() : null;
    return statement
        .bind("state", state.kind().name())
        .bind("pausedFrom", state instanceof Paused p ? p.before().kind().name() : null)
        .bind("outputAttempt", output == null ? null : (Integer) output.attempt())
        .bind("outputBytes", output == null ? null : (Long) output.bytes())
        .bind("outputSha256", output == null ? null : output.sha256())
        .bind("faultCode", fault == null ? null : fault.code())
        .bind("faultReason", fault == null ? null : fault.reason())
        .bind("faultLasting", fault == null ? null : (Integer) (fault.lasting() ? 1 : 0));
  }

  /** The film that a job has; null where it has none. */
  static @Nullable OutputFile output(JobState state) {
    return switch (state) {
      case Verifying verifying -> verifying.output();
      case Published published -> published.output();
      case Paused paused -> output(paused.before());
      case Queued _, Planning _, Rendering _, Assembling _, Cancelled _, Failed _ -> null;
    };
  }
}
