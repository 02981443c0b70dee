package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.Tally;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Segments, read. */
public final class SegmentRows {
  private static final String TALLY =
      """
      SELECT state, count(*) AS segments, sum(end_frame - first_frame) AS frames,
             sum(CASE WHEN seconds IS NOT NULL THEN end_frame - first_frame
                      ELSE coalesce(frames_done, 0) END) AS done,
             sum(CASE WHEN seconds > 0 THEN end_frame - first_frame ELSE 0 END) AS measured,
             sum(coalesce(seconds, 0)) AS seconds
      FROM segment WHERE job = :job GROUP BY state
      """;

  private final JobDatabase database;

  SegmentRows(JobDatabase database) {
    this.database = database;
  }

  /** The segment of this name. */
  public Optional<Segment> find(Segment.Key key) {
    return database.read(
        handle ->
            handle
                .createQuery(SegmentColumns.SELECT + "WHERE job = :job AND number = :number")
                .bind("job", key.job().value())
                .bind("number", key.number())
                .map(SegmentColumns::segment)
                .findOne());
  }

  /** All segments of a job, in the order of their frames. */
  public List<Segment> of(JobId job) {
    return page(job, -1, Integer.MAX_VALUE);
  }

  /**
   * A page of a job's segments, in the order of their frames.
   *
   * @param afterFrame all of them begin behind this frame; -1: the first page
   * @param limit most of them
   */
  public List<Segment> page(JobId job, long afterFrame, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    SegmentColumns.SELECT
                        + """
                        WHERE job = :job AND first_frame > :after
                        ORDER BY first_frame LIMIT :limit
                        """)
                .bind("job", job.value())
                .bind("after", afterFrame)
                .bind("limit", limit)
                .map(SegmentColumns::segment)
                .list());
  }

  /** Segments of a job that may begin now, in the order of their frames. */
  public List<Segment> ready(JobId job, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    SegmentColumns.SELECT
                        + """
                        WHERE job = :job AND state = 'PENDING' AND not_before <= :now
                        ORDER BY first_frame LIMIT :limit
                        """)
                .bind("job", job.value())
                .bind("now", database.clock().millis())
                .bind("limit", limit)
                .map(SegmentColumns::segment)
                .list());
  }

  /** Segments of all jobs that nodes render now. */
  public List<Segment> running() {
    return begun(Kind.RUNNING);
  }

  /** Segments of all jobs whose files nobody has checked, and that may be checked now. */
  public List<Segment> rendered() {
    return begun(Kind.RENDERED);
  }

  /** Whether a job has segments, and all are done. */
  public boolean allDone(JobId job) {
    return database.read(handle -> SegmentSteps.allDone(handle, job));
  }

  private List<Segment> begun(Kind state) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    SegmentColumns.SELECT
                        + """
                        WHERE state = :state AND state IN ('RUNNING', 'RENDERED')
                          AND check_not_before <= :now
                        ORDER BY job, first_frame
                        """)
                .bind("state", state.name())
                .bind("now", database.clock().millis())
                .map(SegmentColumns::segment)
                .list());
  }

  /** Devices that have rendered segments of a job, in words and by name. */
  public List<String> devices(JobId job) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT device FROM segment
                    WHERE job = :job AND device IS NOT NULL ORDER BY device
                    """)
                .bind("job", job.value())
                .mapTo(String.class)
                .list());
  }

  /** What the segments of a job have come to. */
  public Tally tally(JobId job) {
    var states =
        database.read(
            handle ->
                handle
                    .createQuery(TALLY)
                    .bind("job", job.value())
                    .map((row, _) -> Part.of(row))
                    .list());
    var segments = new EnumMap<Kind, Integer>(Kind.class);
    states.forEach(part -> segments.put(part.state, part.segments));
    return new Tally(
        segments,
        states.stream().mapToLong(Part::frames).sum(),
        states.stream().mapToLong(Part::done).sum(),
        states.stream().mapToLong(Part::measured).sum(),
        states.stream().mapToDouble(Part::seconds).sum());
  }

  private record Part(
      Kind state, int segments, long frames, long done, long measured, double seconds) {
    static Part of(ResultSet row) throws SQLException {
      return new Part(
          Kind.valueOf(row.getString("state")),
          row.getInt("segments"),
          row.getLong("frames"),
          row.getLong("done"),
          row.getLong("measured"),
          row.getDouble("seconds"));
    }
  }
}
