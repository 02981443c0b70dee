package dev.jellyscale.jobs.rules.store;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.Scan.Kind;
import dev.jellyscale.jobs.rules.Scan.State;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.store.StoredJson;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Scans: asked for, found, forgotten. {@link ScanWork} does them. */
public final class ScanRows {
  /** Scans that are remembered of each rule, the newest ones. */
  public static final int KEPT = 5;

  static final String SELECT =
      "SELECT id, rule_name, rule, dry, redo, state, why, created_at FROM scan ";

  private static final String OPEN = "state IN ('WAITING', 'LOOKING', 'BEGINNING')";

  private static final String INSERT =
      """
      INSERT INTO scan (id, rule_name, rule, artwork, dry, redo, state, created_at, changed_at)
      VALUES (:id, :name, :rule, :artwork, :dry, :redo, 'WAITING', :now, :now)
      """;

  private static final String FORGET =
      """
      DELETE FROM scan WHERE rule_name = :name AND id <= (
        SELECT id FROM scan WHERE rule_name = :name ORDER BY id DESC LIMIT 1 OFFSET :kept)
      """;

  private final JobDatabase database;

  /** The scans of a database, which somebody else closes. */
  public ScanRows(JobDatabase database) {
    this.database = database;
  }

  /**
   * Asks for a scan, and forgets the oldest ones of the rule.
   *
   * @throws Conflict if one of the rule is not finished
   */
  public Scan ask(Rule rule, Kind kind) {
    return database.change(
        change -> {
          if (isOpen(change, rule.name())) {
            throw new Conflict("A scan of the rule '%s' is under way".formatted(rule.name()));
          }
          return insert(change, rule, kind);
        });
  }

  /**
   * Asks for runs of the rules that are due; a rule whose last scan is not finished is left out.
   * Only reads where none is due.
   */
  public List<Scan> askDue() {
    var rules = new RuleRows(database);
    if (!rules.isDue()) {
      return List.of();
    }
    return database.change(
        change ->
            rules.takeDue(change).stream()
                .filter(rule -> !isOpen(change, rule.name()))
                .map(rule -> insert(change, rule, new Kind(false, false)))
                .toList());
  }

  private static boolean isOpen(Change change, RuleName name) {
    // The rule's row keeps two who ask at the same time apart.
    RuleRows.lock(change, name);
    return change
        .handle()
        .createQuery("SELECT 1 FROM scan WHERE rule_name = :name AND " + OPEN + " LIMIT 1")
        .bind("name", name.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static Scan insert(Change change, Rule rule, Kind kind) {
    var scan =
        new Scan(
            ScanId.at(change.instant()),
            rule,
            kind,
            State.WAITING,
            Optional.empty(),
            change.instant());
    change
        .handle()
        .createUpdate(INSERT)
        .bind("id", scan.id().value())
        .bind("name", rule.name().value())
        .bind("rule", StoredJson.write(StoredRule.of(rule)))
        .bind("artwork", rule.artwork().isPresent() ? 1 : 0)
        .bind("dry", kind.dry() ? 1 : 0)
        .bind("redo", kind.redo() ? 1 : 0)
        .bind("now", change.now())
        .execute();
    change
        .handle()
        .createUpdate(FORGET)
        .bind("name", rule.name().value())
        .bind("kept", KEPT)
        .execute();
    return scan;
  }

  /** The scan of this id. */
  public Optional<Scan> find(ScanId id) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ScanRows::scan)
                .findOne());
  }

  /** The scans of a rule that are remembered, newest first. */
  public List<Scan> of(RuleName rule) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE rule_name = :name ORDER BY id DESC LIMIT :kept")
                .bind("name", rule.value())
                .bind("kept", KEPT)
                .map(ScanRows::scan)
                .list());
  }

  static Scan scan(ResultSet row, StatementContext context) throws SQLException {
    var name = new RuleName(row.getString("rule_name"));
    return new Scan(
        new ScanId(row.getString("id")),
        StoredJson.read(row.getString("rule"), StoredRule.class).rule(name),
        new Kind(row.getInt("dry") != 0, row.getInt("redo") != 0),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("why")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
