package dev.jellyscale.jobs.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.protocol.ExecutionProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;

/** Nodes that share the database, and when each last gave a sign of life. */
public final class NodeRows {
  private static final String PUT =
      """
      INSERT INTO node (
        name, boot, version, slots, providers, devices, draining, started_at, seen_at)
      VALUES (:name, :boot, :version, :slots, :providers, :devices, 0, :now, :now)
      ON CONFLICT (name) DO UPDATE SET
        boot = excluded.boot, version = excluded.version, slots = excluded.slots,
        providers = excluded.providers, devices = excluded.devices, draining = 0,
        started_at = excluded.started_at, seen_at = excluded.seen_at
      WHERE node.boot = excluded.boot OR node.seen_at NOT BETWEEN :earliest AND :latest
      """;

  private final JobDatabase database;

  NodeRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * What a node tells of itself.
   *
   * @param slots that render at the same time
   * @param devices one line for each, in words
   */
  public record Announcement(
      NodeName name,
      String version,
      int slots,
      Set<ExecutionProvider> providers,
      List<String> devices) {

    /** The same with devices that are called otherwise. */
    public Announcement withDevices(List<String> others) {
      return new Announcement(name, version, slots, providers, others);
    }
  }

  /**
   * One start of a node.
   *
   * @param id differs from start to start
   */
  public record Boot(NodeName name, String id) {}

  /**
   * A node has started, or was taken for gone and is not.
   *
   * @param silence after which another start of the same name counts as dead
   * @return false where another start of the same name lives
   */
  public boolean started(Announcement node, Boot boot, Duration silence) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(PUT)
                    .bind("name", node.name.value())
                    .bind("boot", boot.id)
                    .bind("version", node.version)
                    .bind("slots", node.slots)
                    .bind("providers", StoredJson.write(node.providers))
                    .bind("devices", StoredJson.write(node.devices))
                    .bind("now", change.now())
                    .bind("earliest", change.now() - silence.toMillis())
                    .bind("latest", change.now() + silence.toMillis())
                    .execute()
                == 1);
  }

  /**
   * Whether another start of this name has given a sign of life within the last {@code time}; one
   * of the future is from before the database's clock was put back.
   */
  public boolean hasRival(Boot boot, Duration time) {
    return database.read(
        handle ->
            handle
                    .createQuery(
                        """
                        SELECT count(*) FROM node
                        WHERE name = :name AND boot <> :boot
                          AND seen_at BETWEEN :earliest AND :latest
                        """)
                    .bind("name", boot.name.value())
                    .bind("boot", boot.id)
                    .bind("earliest", database.clock().millis() - time.toMillis())
                    .bind("latest", database.clock().millis() + time.toMillis())
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  /**
   * A node is alive.
   *
   * @return false where it is not known, because somebody took it for gone or took its name
   */
  public boolean alive(Boot boot) {
    return update("UPDATE node SET seen_at = :now WHERE name = :name AND boot = :boot", boot);
  }

  /**
   * A node is alive, and its devices are called otherwise than it has told.
   *
   * @return as {@link #alive} does
   */
  public boolean renamed(List<String> devices, Boot boot) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(
                        "UPDATE node SET seen_at = :now, devices = :devices"
                            + " WHERE name = :name AND boot = :boot")
                    .bind("now", change.now())
                    .bind("devices", StoredJson.write(devices))
                    .bind("name", boot.name.value())
                    .bind("boot", boot.id)
                    .execute()
                == 1);
  }

  /** A node takes nothing new. */
  public boolean draining(Boot boot) {
    return update(
        "UPDATE node SET seen_at = :now, draining = 1 WHERE name = :name AND boot = :boot", boot);
  }

  private boolean update(String sql, Boot boot) {
    return database.change(
        change ->
            change
                    .handle()
                    .createUpdate(sql)
                    .bind("now", change.now())
                    .bind("name", boot.name.value())
                    .bind("boot", boot.id)
                    .execute()
                == 1);
  }

  /** Forgets a node; one that is not known, or has started again, is no error. */
  public void gone(Boot boot) {
    database.change(
        change ->
            change
                .handle()
                .createUpdate("DELETE FROM node WHERE name = :name AND boot = :boot")
                .bind("name", boot.name.value())
                .bind("boot", boot.id)
                .execute());
  }

  /** All nodes by name, also those that are silent. */
  public List<WorkerNode> all() {
    return since(Instant.EPOCH);
  }

  /** Nodes by name that gave a sign of life within the last {@code time}. */
  public List<WorkerNode> seenWithin(Duration time) {
    return since(database.clock().instant().minus(time));
  }

  private List<WorkerNode> since(Instant earliest) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT name, version, slots, providers, devices, draining, started_at, seen_at
                    FROM node WHERE seen_at >= :earliest ORDER BY name
                    """)
                .bind("earliest", earliest.toEpochMilli())
                .map(NodeRows::node)
                .list());
  }

  private static WorkerNode node(ResultSet row, StatementContext context) throws SQLException {
    var providers = EnumSet.noneOf(ExecutionProvider.class);
    // A newer node may have one that we do not know, and cannot give work to.
    var names = Set.of(StoredJson.read(row.getString("providers"), String[].class));
    Arrays.stream(ExecutionProvider.values())
        .filter(provider -> names.contains(provider.name()))
        .forEach(providers::add);
    return new WorkerNode(
        new NodeName(row.getString("name")),
        row.getString("version"),
        row.getInt("slots"),
        providers,
        List.of(StoredJson.read(row.getString("devices"), String[].class)),
        row.getInt("draining") != 0,
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("seen_at")));
  }
}
