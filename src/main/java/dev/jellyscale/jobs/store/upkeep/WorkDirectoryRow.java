package dev.jellyscale.jobs.store.upkeep;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Which work directory the files of the jobs of a database lie in. */
public final class WorkDirectoryRow {
  private final JobDatabase database;

  /** The row of a database, which somebody else closes. */
  public WorkDirectoryRow(JobDatabase database) {
    this.database = database;
  }

  /**
   * A work directory.
   *
   * @param marker that stands in it
   * @param place where it lay when it was taken; blank: not known
   * @param written whether the marker has been written; no file lies there before
   */
  public record Known(String marker, String place, boolean written) {}

  /** What is known; empty: no node has ever taken one. */
  public Optional<Known> known() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT marker, place, written FROM work_directory WHERE id = 1")
                .map((row, _) -> known(row))
                .findOne());
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(row.getString("marker"), row.getString("place"), row.getInt("written") == 1);
  }

  /**
   * Takes a work directory whose marker is still to be written. Where one is known already, that
   * stays.
   */
  public void take(String marker, String place) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate(
                    "INSERT INTO work_directory (id, marker, place, written)"
                        + " VALUES (1, :marker, :place, 0) ON CONFLICT (id) DO NOTHING")
                .bind("marker", marker)
                .bind("place", place)
                .execute());
  }

  /** Takes a directory anew, whose marker is still to be written, unless another node was first. */
  public void takeAgain(Known before, String marker) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate(
                    "UPDATE work_directory SET marker = :marker, written = 0"
                        + " WHERE id = 1 AND marker = :before")
                .bind("marker", marker)
                .bind("before", before.marker())
                .execute());
  }

  /** The marker has been written. */
  public void written() {
    database.change(
        change -> change.handle().execute("UPDATE work_directory SET written = 1 WHERE id = 1"));
  }

  /** Whether another node gave a sign of life within the last {@code time}. */
  public boolean isUsedByOthers(NodeName node, Duration time) {
    return isAny("SELECT count(*) FROM node WHERE name <> :node AND seen_at >= :since", node, time);
  }

  /** Whether another node found the work directory within the last {@code time}. */
  public boolean isSeenByOthers(NodeName node, Duration time) {
    return isAny(
        """
        SELECT count(*) FROM node_disk
        WHERE node <> :node AND measured_at >= :since AND work_free IS NOT NULL
        """,
        node,
        time);
  }

  private boolean isAny(String count, NodeName node, Duration time) {
    return database.read(
        handle ->
            handle
                    .createQuery(count)
                    .bind("node", node.value())
                    .bind("since", database.clock().millis() - time.toMillis())
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }
}
