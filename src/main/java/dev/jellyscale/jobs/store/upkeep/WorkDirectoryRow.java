package dev.jellyscale.jobs.store.upkeep;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.database.JobDatabase;
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
   * @param mountedAt where its file system was mounted when it was taken; blank: not known
   */
  public record Known(String marker, String mountedAt) {}

  /** What is known; empty: no node has ever taken one. */
  public Optional<Known> known() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT marker, mounted_at FROM work_directory WHERE id = 1")
                .map((row, _) -> new Known(row.getString("marker"), row.getString("mounted_at")))
                .findOne());
  }

  /** Takes a work directory; false where one is known already, which stays. */
  public boolean take(Known directory) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(
                        "INSERT INTO work_directory (id, marker, mounted_at)"
                            + " VALUES (1, :marker, :at) ON CONFLICT (id) DO NOTHING")
                    .bind("marker", directory.marker())
                    .bind("at", directory.mountedAt())
                    .execute()
                == 1);
  }

  /** Whether another node than this one gave a sign of life within the last {@code time}. */
  public boolean isUsedByOthers(NodeName node, Duration time) {
    long since = database.clock().millis() - time.toMillis();
    return database.read(
        handle ->
            handle
                    .createQuery(
                        "SELECT count(*) FROM node WHERE name <> :node AND seen_at >= :since")
                    .bind("node", node.value())
                    .bind("since", since)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }
}
