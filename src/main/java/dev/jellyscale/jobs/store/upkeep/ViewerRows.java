package dev.jellyscale.jobs.store.upkeep;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Duration;
import java.util.Optional;

/** What nodes that ask Jellyfin found of viewers. */
public final class ViewerRows {
  /** Several times the time between two questions; behind it, a node's word counts no more. */
  public static final Duration FRESH = Duration.ofSeconds(45);

  private static final String PUT =
      """
      INSERT INTO node_viewers (node, way, told_at)
      SELECT name, :way, :now FROM node WHERE name = :node
      ON CONFLICT (node) DO UPDATE SET way = excluded.way, told_at = excluded.told_at
      """;

  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public ViewerRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * Writes down what a node found; one that is not known yet is passed over.
   *
   * @param way to what jobs give way; empty: to nothing
   * @return whether it is written
   */
  public boolean told(NodeName node, Optional<String> way) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(PUT)
                    .bind("way", way.orElse(null))
                    .bind("now", change.now())
                    .bind("node", node.value())
                    .execute()
                == 1);
  }

  /** To what jobs give way at this moment, by the word of any node; empty: to nothing. */
  public Optional<String> givenWay() {
    long oldest = database.clock().instant().minus(FRESH).toEpochMilli();
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT way FROM node_viewers WHERE way IS NOT NULL AND told_at >= :oldest
                    ORDER BY way DESC LIMIT 1
                    """)
                .bind("oldest", oldest)
                .mapTo(String.class)
                .findOne());
  }
}
