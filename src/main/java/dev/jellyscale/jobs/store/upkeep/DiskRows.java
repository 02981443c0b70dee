package dev.jellyscale.jobs.store.upkeep;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.upkeep.NodeDisk.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What nodes measured of their disks, and what jobs have written. */
public final class DiskRows {
  private static final String PUT =
      """
      INSERT INTO node_disk (
        node, work_free, output_free, output_way, floor, measured_at)
      SELECT name, :work, :output, :way, :floor, :now FROM node WHERE name = :node
      ON CONFLICT (node) DO UPDATE SET
        work_free = excluded.work_free, output_free = excluded.output_free,
        output_way = excluded.output_way, floor = excluded.floor,
        measured_at = excluded.measured_at
      """;

  private static final String LIVING =
      """
      SELECT d.node, d.work_free, d.output_free, d.output_way, d.floor, d.measured_at
      FROM node_disk d JOIN node n ON n.name = d.node
      WHERE n.seen_at >= :seen AND n.draining = 0 ORDER BY d.node
      """;

  private static final String WRITTEN =
      """
      SELECT job, sum(end_frame - first_frame) AS frames,
             sum(CASE WHEN bytes IS NULL THEN 0 ELSE end_frame - first_frame END) AS done,
             coalesce(sum(bytes), 0) AS bytes, max(attempt) AS attempts
      FROM segment
      WHERE job IN (SELECT id FROM job WHERE state IN ('RENDERING', 'ASSEMBLING', 'VERIFYING'))
      GROUP BY job
      """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public DiskRows(JobDatabase database) {
    this.database = database;
  }

  /** Writes down what a node has measured; one that is not known, or is gone, is passed over. */
  public void measured(NodeDisk disk) {
    var output = disk.output();
    database.change(
        change ->
            change
                .handle()
                .createUpdate(PUT)
                .bind("work", nullable(disk.work()))
                .bind("output", output.map(o -> nullable(o.free())).orElse(null))
                .bind("way", output.map(o -> o.way().name()).orElse(null))
                .bind("floor", disk.floor())
                .bind("now", change.now())
                .bind("node", disk.node().value())
                .execute());
  }

  private static @Nullable Long nullable(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  /**
   * What nodes by name measured that live and take work. A node that has just found no work
   * directory takes nothing, and is left out as long as another has it: it keeps nobody.
   *
   * @param seen for how long a node may have been silent
   * @param fresh how old a measurement may be; what an older one found is taken for not there,
   *     since a disk that does not answer is of no use
   */
  public List<NodeDisk> living(Duration seen, Duration fresh) {
    var now = database.clock().instant();
    long oldest = now.minus(fresh).toEpochMilli();
    var nodes =
        database.read(
            handle ->
                handle
                    .createQuery(LIVING)
                    .bind("seen", now.minus(seen).toEpochMilli())
                    .map((row, _) -> measured(row, oldest))
                    .list());
    var working = nodes.stream().filter(node -> !node.idle).toList();
    return (working.isEmpty() ? nodes : working).stream().map(Measured::disk).toList();
  }

  /**
   * A measurement.
   *
   * @param idle whether the node takes nothing, for want of the work directory
   */
  private record Measured(NodeDisk disk, boolean idle) {}

  private static Measured measured(ResultSet row, long oldest) throws SQLException {
    boolean fresh = row.getLong("measured_at") >= oldest;
    var disk = disk(row, fresh);
    return new Measured(disk, fresh && disk.work().isEmpty());
  }

  private static NodeDisk disk(ResultSet row, boolean fresh) throws SQLException {
    var free = size(row, "output_free", fresh);
    return new NodeDisk(
        new NodeName(row.getString("node")),
        size(row, "work_free", fresh),
        Optional.ofNullable(row.getString("output_way"))
            .map(way -> new NodeDisk.Output(free, Way.valueOf(way))),
        row.getLong("floor"));
  }

  private static OptionalLong size(ResultSet row, String column, boolean fresh)
      throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() || !fresh ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** What jobs have written that render, are joined or published; those without segments miss. */
  public Map<JobId, Written> written() {
    var written = new HashMap<JobId, Written>();
    database.read(handle -> handle.createQuery(WRITTEN).map((row, _) -> put(row, written)).list());
    return Map.copyOf(written);
  }

  /** What one job has written. */
  public Written written(JobId job) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT coalesce(sum(end_frame - first_frame), 0) AS frames,
                           coalesce(sum(CASE WHEN bytes IS NULL THEN 0
                                             ELSE end_frame - first_frame END), 0) AS done,
                           coalesce(sum(bytes), 0) AS bytes, coalesce(max(attempt), 0) AS attempts
                    FROM segment WHERE job = :job
                    """)
                .bind("job", job.value())
                .map(DiskRows::one)
                .one());
  }

  private static Written put(ResultSet row, Map<JobId, Written> written) throws SQLException {
    var one = read(row);
    written.put(new JobId(row.getString("job")), one);
    return one;
  }

  private static Written one(ResultSet row, StatementContext context) throws SQLException {
    return read(row);
  }

  private static Written read(ResultSet row) throws SQLException {
    return new Written(
        row.getLong("frames"),
        row.getLong("done"),
        row.getLong("bytes"),
        row.getInt("attempts") > 0);
  }
}
