package dev.jellyscale.jobs.store.outbox;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.Delivery.Claim;
import dev.jellyscale.jobs.notify.Delivery.Result;
import dev.jellyscale.jobs.notify.Delivery.State;
import dev.jellyscale.jobs.notify.Notice;
import dev.jellyscale.jobs.notify.Notice.Facts;
import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.notify.TargetName;
import dev.jellyscale.jobs.progress.JobCount.NotificationsEnded;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.outbox.OutboxRows.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of notices. Who claims one has a while for his try; when that is over, or he has said
 * that it failed, somebody else may claim it. So each is tried by one at a time, and one whose
 * sender was killed is sent again under the same id.
 */
public final class DeliveryRows {
  /** Longer than any try takes. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** Ended ones that are kept for each target. */
  static final int KEPT = 100;

  private static final String COLUMNS =
      "id, target, occasion, at, facts, state, tries, due_at, status, problem, ended_at, number ";
  private static final String SELECT = "SELECT " + COLUMNS + "FROM notify_delivery ";

  private static final String DUE =
      "SELECT "
          + COLUMNS
          + """
            FROM (
              SELECT notify_delivery.*,
                row_number() OVER (PARTITION BY target ORDER BY due_at, number) AS turn
              FROM notify_delivery WHERE state = 'PENDING' AND due_at <= :now) AS due
            WHERE turn = 1 ORDER BY due_at, number
            """;

  private static final String CLAIM =
      """
      UPDATE notify_delivery SET tries = tries + 1, due_at = :until, node = :node
      WHERE id = :id AND state = 'PENDING' AND tries = :tries AND due_at <= :now
      """;

  private static final String RESULT =
      """
      UPDATE notify_delivery SET state = :state, due_at = :due, tries = :tries, ended_at = :ended,
        status = :status, problem = :problem, node = NULL
      WHERE id = :id AND state = 'PENDING' AND tries = :claimed
      """;

  private static final String FORGET =
      """
      DELETE FROM notify_delivery
      WHERE target = :target AND state <> 'PENDING' AND number <= (
        SELECT number FROM notify_delivery WHERE target = :target AND state <> 'PENDING'
        ORDER BY number DESC LIMIT 1 OFFSET :kept)
      """;

  private final JobDatabase database;

  /** The deliveries in a database, which somebody else closes. */
  public DeliveryRows(JobDatabase database) {
    this.database = database;
  }

  /** Deliveries of a target, the newest first. */
  public List<Delivery> of(TargetName target, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE target = :target ORDER BY number DESC LIMIT :limit")
                .bind("target", target.value())
                .bind("limit", limit)
                .map(DeliveryRows::delivery)
                .list());
  }

  /** The delivery of this id. */
  public Optional<Delivery> find(String id) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(DeliveryRows::delivery)
                .findOne());
  }

  /** What may be tried now: for each target, the one that has waited longest. */
  public List<Delivery> due() {
    return database.read(
        handle ->
            handle
                .createQuery(DUE)
                .bind("now", database.clock().millis())
                .map(DeliveryRows::delivery)
                .list());
  }

  /**
   * Takes a delivery for a try. Of several callers one succeeds.
   *
   * @return empty where somebody else has it, or it has ended, or its target is gone
   */
  public Optional<Claim> claim(Delivery delivery, NodeName node) {
    return database.change(
        change -> {
          int rows =
              change
                  .handle()
                  .createUpdate(CLAIM)
                  .bind("until", change.now() + LEASE.toMillis())
                  .bind("node", node.value())
                  .bind("id", delivery.notice().id())
                  .bind("tries", delivery.tries())
                  .bind("now", change.now())
                  .execute();
          return rows == 0
              ? Optional.empty()
              : target(change, delivery.target())
                  .map(target -> new Claim(delivery.notice(), target, delivery.tries() + 1));
        });
  }

  private static Optional<NotifyTarget> target(Change change, TargetName name) {
    return change
        .handle()
        .createQuery(TargetRows.SELECT + "WHERE name = :name")
        .bind("name", name.value())
        .map(TargetRows::target)
        .findOne();
  }

  /** Writes a test for one target alone, which the caller tries now. */
  public Claim claimTest(Change change, NotifyTarget target, NodeName node) {
    var occasion = Occasion.TEST;
    var entry = new Entry(occasion, Facts.NONE, change.now());
    var id = OutboxRows.write(change, target, entry);
    change
        .handle()
        .createUpdate(
            "UPDATE notify_delivery SET tries = 1, due_at = :until, node = :node WHERE id = :id")
        .bind("node", node.value())
        .bind("until", change.now() + LEASE.toMillis())
        .bind("id", id)
        .execute();
    return new Claim(new Notice(id, occasion, change.instant(), Facts.NONE), target, 1);
  }

  /** The target has taken it; false where the claim is worthless. */
  public boolean delivered(Claim claim, Result result) {
    return ended(claim, State.DELIVERED, result);
  }

  /** It was in vain and is not tried again; false where the claim is worthless. */
  public boolean givenUp(Claim claim, Result result) {
    return ended(claim, State.GIVEN_UP, result);
  }

  /** It has failed, and is tried again after a while; false where the claim is worthless. */
  public boolean failed(Claim claim, Result result, Duration wait) {
    return database.change(
        change ->
            put(change, claim, new Outcome(change.now() + wait.toMillis(), claim.tries(), result)));
  }

  /**
   * Nothing was tried, and that does not count; false where the claim is worthless.
   *
   * @param result why, for people
   * @param wait until somebody may try
   */
  public boolean released(Claim claim, Result result, Duration wait) {
    return database.change(
        change ->
            put(
                change,
                claim,
                new Outcome(change.now() + wait.toMillis(), claim.tries() - 1, result)));
  }

  private record Outcome(long due, int tries, Result result) {}

  private static boolean put(Change change, Claim claim, Outcome outcome) {
    return write(change, claim, State.PENDING, outcome, null);
  }

  private boolean ended(Claim claim, State state, Result result) {
    return database.change(
        change -> {
          var outcome = new Outcome(change.now(), claim.tries(), result);
          boolean ended = write(change, claim, state, outcome, change.now());
          if (ended) {
            change.count(new NotificationsEnded(state, 1));
          }
          forget(change, claim.target().name());
          return ended;
        });
  }

  /** Keeps the newest of those that have ended, dropped ones among them. */
  static void forget(Change change, TargetName target) {
    change
        .handle()
        .createUpdate(FORGET)
        .bind("target", target.value())
        .bind("kept", KEPT)
        .execute();
  }

  private static boolean write(
      Change change, Claim claim, State state, Outcome outcome, @Nullable Long ended) {
    var status = outcome.result.status();
    return change
            .handle()
            .createUpdate(RESULT)
            .bind("state", state.name())
            .bind("due", outcome.due)
            .bind("tries", outcome.tries)
            .bind("ended", ended)
            .bind("status", status.isPresent() ? (Integer) status.getAsInt() : null)
            .bind("problem", outcome.result.problem().orElse(null))
            .bind("id", claim.notice().id())
            .bind("claimed", claim.tries())
            .execute()
        == 1;
  }

  private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
    var state = State.valueOf(row.getString("state"));
    var due = Instant.ofEpochMilli(row.getLong("due_at"));
    long ended = row.getLong("ended_at");
    int status = row.getInt("status");
    var answered = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
    return new Delivery(
        new Notice(
            row.getString("id"),
            Occasion.valueOf(row.getString("occasion")),
            Instant.ofEpochMilli(row.getLong("at")),
            NoticeJson.read(row.getString("facts"))),
        new TargetName(row.getString("target")),
        state,
        row.getInt("tries"),
        state == State.PENDING ? Optional.of(due) : Optional.empty(),
        state == State.PENDING ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
        new Result(answered, Optional.ofNullable(row.getString("problem"))));
  }
}
