package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.rules.DailyTime;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.store.StoredJson;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Rules, by their names. */
public final class RuleRows {
  /** Most rules. */
  public static final int MOST = 100;

  private static final String SELECT = "SELECT name, rule, next_run FROM rule ";
  private static final String PUT =
      """
      INSERT INTO rule (name, rule, changed_at, next_run) VALUES (:name, :rule, :now, :next)
      ON CONFLICT (name) DO UPDATE SET
        rule = excluded.rule, changed_at = excluded.changed_at, next_run = excluded.next_run
      """;

  private final JobDatabase database;

  /** The rules of a database, which somebody else closes. */
  public RuleRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * A rule as it stands.
   *
   * @param nextRun when it runs by itself; empty: never
   */
  public record Standing(Rule rule, Optional<Instant> nextRun) {}

  /** All rules by name. */
  public List<Standing> all() {
    return database.read(
        handle -> handle.createQuery(SELECT + "ORDER BY name").map(RuleRows::standing).list());
  }

  /** The rule of this name. */
  public Optional<Standing> find(RuleName name) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE name = :name")
                .bind("name", name.value())
                .map(RuleRows::standing)
                .findOne());
  }

  /**
   * Makes a rule or changes it. Its next run is counted from now on.
   *
   * @return whether it is new
   * @throws Conflict if there are {@value #MOST} others
   */
  public boolean put(Rule rule) {
    return put(rule, _ -> {});
  }

  /**
   * The same.
   *
   * @param permission is asked for the rule that would be replaced; whatever it throws keeps it
   */
  public boolean put(Rule rule, Consumer<Rule> permission) {
    return database.change(
        change -> {
          var former = locked(change, rule.name());
          former.ifPresent(permission);
          boolean isNew = former.isEmpty();
          if (isNew && count(change) >= MOST) {
            throw new Conflict("There are " + MOST + " rules already");
          }
          change
              .handle()
              .createUpdate(PUT)
              .bind("name", rule.name().value())
              .bind("rule", StoredJson.write(StoredRule.of(rule)))
              .bind("now", change.now())
              .bind("next", next(rule, change.instant()))
              .execute();
          return isNew;
        });
  }

  private static int count(Change change) {
    return change.handle().createQuery("SELECT count(*) FROM rule").mapTo(Integer.class).one();
  }

  /**
   * Forgets a rule. Jobs that it has asked for go on.
   *
   * @return false where there is none of this name
   */
  public boolean delete(RuleName name) {
    return delete(name, _ -> {});
  }

  /**
   * The same.
   *
   * @param permission is asked for the rule; whatever it throws keeps it
   */
  public boolean delete(RuleName name, Consumer<Rule> permission) {
    return database.change(
        change -> {
          locked(change, name).ifPresent(permission);
          return change
                  .handle()
                  .createUpdate("DELETE FROM rule WHERE name = :name")
                  .bind("name", name.value())
                  .execute()
              == 1;
        });
  }

  private static Optional<Rule> locked(Change change, RuleName name) {
    return change
        .handle()
        .createQuery(SELECT + "WHERE name = :name" + change.locking())
        .bind("name", name.value())
        .map(RuleRows::standing)
        .findOne()
        .map(Standing::rule);
  }

  /** Whether a run is due. */
  boolean isDue() {
    long now = database.clock().millis();
    return database.read(
        handle ->
            handle
                .createQuery("SELECT 1 FROM rule WHERE next_run <= :now LIMIT 1")
                .bind("now", now)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /**
   * Takes the runs that are due, and sets when each comes next. Of all nodes that try, one gets a
   * run; what was missed while no node worked comes once.
   */
  List<Rule> takeDue(Change change) {
    var due =
        change
            .handle()
            .createQuery(SELECT + "WHERE next_run <= :now ORDER BY name" + change.locking())
            .bind("now", change.now())
            .map(RuleRows::standing)
            .list();
    for (var one : due) {
      change
          .handle()
          .createUpdate("UPDATE rule SET next_run = :next WHERE name = :name")
          .bind("next", next(one.rule(), change.instant()))
          .bind("name", one.rule().name().value())
          .execute();
    }
    return due.stream().map(Standing::rule).toList();
  }

  private static @Nullable Long next(Rule rule, Instant now) {
    return rule.daily().map((DailyTime daily) -> daily.next(now).toEpochMilli()).orElse(null);
  }

  static Optional<String> lock(Change change, RuleName name) {
    return change
        .handle()
        .createQuery("SELECT name FROM rule WHERE name = :name" + change.locking())
        .bind("name", name.value())
        .mapTo(String.class)
        .findOne();
  }

  private static Standing standing(ResultSet row, StatementContext context) throws SQLException {
    var name = new RuleName(row.getString("name"));
    return new Standing(
        StoredJson.read(row.getString("rule"), StoredRule.class).rule(name), nextRun(row));
  }

  private static Optional<Instant> nextRun(ResultSet row) throws SQLException {
    long next = row.getLong("next_run");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
  }
}
