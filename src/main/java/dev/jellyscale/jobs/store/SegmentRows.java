package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Kind;
import dev.jellyscale.jobs.Tally;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Segments, read. */
public final class SegmentRows {
  private static final String TALLY =
      """
      SELECT job, state, count(*) AS segments, sum(end_frame - first_frame) AS frames,
             sum(CASE WHEN seconds IS NOT NULL THEN end_frame - first_frame
                      ELSE coalesce(frames_done, 0) END) AS done,
             sum(CASE WHEN seconds > 0 THEN end_frame - first_frame ELSE 0 END) AS measured,
             sum(coalesce(seconds, 0)) AS seconds
      FROM segment WHERE job IN (<jobs>) GROUP BY job, state
      """;

  private static final String DEVICES =
      """
      SELECT DISTINCT job, device FROM segment
      WHERE job IN (<jobs>) AND device IS NOT NULL ORDER BY job, device
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

  /**
   * Devices that have rendered segments of jobs, in words and by name; none: the job is missing.
   */
  public Map<JobId, List<String>> devices(Set<JobId> jobs) {
    return grouped(jobs, DEVICES, row -> row.getString("device"));
  }

  /** What the segments of jobs have come to; a job without any is missing. */
  public Map<JobId, Tally> tallies(Set<JobId> jobs) {
    var tallies = new HashMap<JobId, Tally>();
    grouped(jobs, TALLY, Part::of).forEach((job, parts) -> tallies.put(job, tally(parts)));
    return tallies;
  }

  /** What the segments of a job have come to. */
  public Tally tally(JobId job) {
    return tallies(Set.of(job)).getOrDefault(job, Tally.NONE);
  }

  private static Tally tally(List<Part> states) {
    var segments = new EnumMap<Kind, Integer>(Kind.class);
    states.forEach(part -> segments.put(part.state, part.segments));
    return new Tally(
        segments,
        states.stream().mapToLong(Part::frames).sum(),
        states.stream().mapToLong(Part::done).sum(),
        states.stream().mapToLong(Part::measured).sum(),
        states.stream().mapToDouble(Part::seconds).sum());
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** However many jobs, one query. */
  private <T> Map<JobId, List<T>> grouped(Set<JobId> jobs, String sql, Reader<T> reader) {
    var found = new HashMap<JobId, List<T>>();
    if (jobs.isEmpty()) {
      return found;
    }
    database.read(
        handle ->
            handle
                .createQuery(sql)
                .bindList("jobs", jobs.stream().map(JobId::value).toList())
                .map(
                    (row, _) ->
                        found
                            .computeIfAbsent(
                                new JobId(row.getString("job")), _ -> new ArrayList<>())
                            .add(reader.read(row)))
                .list());
    return found;
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
