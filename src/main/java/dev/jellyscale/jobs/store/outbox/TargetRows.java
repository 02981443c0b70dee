package dev.jellyscale.jobs.store.outbox;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetKind;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/** Targets of notifications, by name. */
public final class TargetRows {
  static final String SELECT =
      "SELECT name, kind, host, occasions, made_at, changed_at FROM notify_target ";

  private static final String PUT =
      """
      INSERT INTO notify_target (name, kind, host, occasions, made_at, changed_at)
      VALUES (:name, :kind, :host, :occasions, :now, :now)
      ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, host = excluded.host,
        occasions = excluded.occasions, changed_at = excluded.changed_at
      """;

  /** A state change writes a row for each. */
  private static final int MOST = 20;

  private final JobDatabase database;

  /** The targets in a database, which somebody else closes. */
  public TargetRows(JobDatabase database) {
    this.database = database;
  }

  /** All of them by name. */
  public List<NotifyTarget> all() {
    return database.read(
        handle -> handle.createQuery(SELECT + "ORDER BY name").map(TargetRows::target).list());
  }

  /** The target of this name. */
  public Optional<NotifyTarget> find(TargetName name) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE name = :name")
                .bind("name", name.value())
                .map(TargetRows::target)
                .findOne());
  }

  /** The target of this name, which nobody else changes until the transaction ends. */
  public Optional<NotifyTarget> lock(Change change, TargetName name) {
    return change
        .handle()
        .createQuery(SELECT + "WHERE name = :name" + change.locking())
        .bind("name", name.value())
        .map(TargetRows::target)
        .findOne();
  }

  /**
   * Makes a target, or changes it; its times are those of the change.
   *
   * @throws Conflict if there are too many
   */
  public void put(Change change, NotifyTarget target) {
    change
        .handle()
        .createUpdate(PUT)
        .bind("name", target.name().value())
        .bind("kind", target.kind().name())
        .bind("host", target.host())
        .bind("occasions", names(target.occasions()))
        .bind("now", change.now())
        .execute();
    int count =
        change
            .handle()
            .createQuery("SELECT count(*) FROM notify_target")
            .mapTo(Integer.class)
            .one();
    if (count > MOST) {
      throw new Conflict("There are %d targets, and no more are possible".formatted(MOST));
    }
  }

  /**
   * Forgets a target with its deliveries.
   *
   * @return false where there is none
   */
  public boolean remove(Change change, TargetName name) {
    return change
            .handle()
            .createUpdate("DELETE FROM notify_target WHERE name = :name")
            .bind("name", name.value())
            .execute()
        == 1;
  }

  private static String names(Set<Occasion> occasions) {
    return occasions.stream().sorted().map(Occasion::name).collect(Collectors.joining(","));
  }

  static NotifyTarget target(ResultSet row, StatementContext context) throws SQLException {
    var occasions = EnumSet.noneOf(Occasion.class);
    Arrays.stream(row.getString("occasions").split(","))
        .flatMap(name -> Occasion.ofName(name).stream())
        .forEach(occasions::add);
    return new NotifyTarget(
        new TargetName(row.getString("name")),
        TargetKind.valueOf(row.getString("kind")),
        row.getString("host"),
        occasions,
        Instant.ofEpochMilli(row.getLong("made_at")),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }
}
