package dev.jellyscale.jobs.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.Segment.Progress;
import dev.jellyscale.jobs.SegmentState;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.SegmentState.Failed;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.SegmentState.Pending;
import dev.jellyscale.jobs.SegmentState.Rendered;
import dev.jellyscale.jobs.SegmentState.RenderedFile;
import dev.jellyscale.jobs.SegmentState.Running;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.job.SegmentFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A segment as columns. */
final class SegmentColumns {
  static final String SELECT =
      """
      SELECT job, number, first_frame, end_frame, state, not_before, attempt, failures, ladder,
             node, frames_done, progress_at, frames_per_second, bytes, sha256, header_sha256,
             crc32c, seconds, device, fault_code, fault_reason, fault_lasting
      FROM segment
      """;

  /** Sets all columns of a state; what they were before does not matter. */
  static final String SET_STATE =
      """
      state = :state, not_before = :notBefore, attempt = :attempt, node = :node, bytes = :bytes,
      sha256 = :sha256, header_sha256 = :headerSha256, crc32c = :crc32c, seconds = :seconds,
      device = :device, fault_code = :faultCode, fault_reason = :faultReason,
      fault_lasting = :faultLasting, frames_done = NULL, progress_at = NULL,
      frames_per_second = NULL, check_failures = 0, check_not_before = 0
      """;

  private SegmentColumns() {}

  static Segment segment(ResultSet row, StatementContext context) throws SQLException {
    return new Segment(
        new Segment.Key(new JobId(row.getString("job")), row.getInt("number")),
        new FrameRange(row.getLong("first_frame"), row.getLong("end_frame")),
        state(row),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getInt("ladder"),
        progress(row));
  }

  private static SegmentState state(ResultSet row) throws SQLException {
    int attempt = row.getInt("attempt");
    return switch (Kind.valueOf(row.getString("state"))) {
      case PENDING -> new Pending(Instant.ofEpochMilli(row.getLong("not_before")));
      case RUNNING -> new Running(attempt, node(row));
      case RENDERED -> new Rendered(attempt, node(row), file(row));
      case DONE -> new Done(attempt, node(row), file(row));
      case FAILED ->
          new Failed(
              new Fault(
                  row.getString("fault_code"),
                  row.getString("fault_reason"),
                  row.getInt("fault_lasting") != 0));
    };
  }

  private static NodeName node(ResultSet row) throws SQLException {
    return new NodeName(row.getString("node"));
  }

  private static RenderedFile file(ResultSet row) throws SQLException {
    return new RenderedFile(
        new SegmentFile(
            row.getLong("bytes"),
            row.getString("sha256"),
            row.getString("header_sha256"),
            row.getLong("crc32c")),
        row.getDouble("seconds"),
        row.getString("device"));
  }

  private static Optional<Progress> progress(ResultSet row) throws SQLException {
    long at = row.getLong("progress_at");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(
            new Progress(
                row.getLong("frames_done"),
                row.getDouble("frames_per_second"),
                Instant.ofEpochMilli(at)));
  }

  /**
   * Binds the columns of {@link #SET_STATE}.
   *
   * @param attempts that have begun so far
   */
  static <S extends SqlStatement<S>> S bind(S statement, SegmentState state, int attempts) {
    var fault = state instanceof Failed failed ? failed.fault() : null;
    return bindFile(statement, state)
        .bind("state", state.kind().name())
        .bind("attempt", attempts)
        .bind("notBefore", state instanceof Pending(var at) ? at.toEpochMilli() : 0)
        .bind("faultCode", fault == null ? null : fault.code())
        .bind("faultReason", fault == null ? null : fault.reason())
        .bind("faultLasting", fault == null ? null : (Integer) (fault.lasting() ? 1 : 0));
  }

  private static <S extends SqlStatement<S>> S bindFile(S statement, SegmentState state) {
    return switch (state) {
      case Running running -> bindFile(statement, running.node(), null);
      case Rendered rendered -> bindFile(statement, rendered.node(), rendered.file());
      case Done done -> bindFile(statement, done.node(), done.file());
      case Pending _, Failed _ -> bindFile(statement, null, null);
    };
  }

  private static <S extends SqlStatement<S>> S bindFile(
      S statement, @Nullable NodeName node, @Nullable RenderedFile made) {
    return statement
        .bind("node", node == null ? null : node.value())
        .bind("bytes", made == null ? null : (Long) made.file().bytes())
        .bind("sha256", made == null ? null : made.file().sha256())
        .bind("headerSha256", made == null ? null : made.file().headerSha256())
        .bind("crc32c", made == null ? null : (Long) made.file().crc32c())
        .bind("seconds", made == null ? null : (Double) made.seconds())
        .bind("device", made == null ? null : made.device());
  }
}
