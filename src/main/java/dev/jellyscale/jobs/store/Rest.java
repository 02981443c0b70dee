package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.store.database.Change;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The rest of a job or a segment that is tried again and again without being counted. It grows with
 * the time that it has lasted. A reason is told when another one was told before, however often it
 * comes; the first eight of a rest at once, and one an hour from then on. So what waits for a week
 * leaves a handful of rows, and not many more where its reasons take turns.
 */
final class Rest {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** Who has waited for so long may wait a quarter longer. */
  private static final int SHARE = 4;

  private static final int FIRST_FEW = 8;
  private static final long RARELY = Duration.ofHours(1).toMillis();

  private final Change change;
  private final String table;
  private final String where;
  private final Map<String, ?> key;

  private Rest(Change change, String table, String where, Map<String, ?> key) {
    this.change = change;
    this.table = table;
    this.where = where;
    this.key = key;
  }

  /** The rest of a job, inside a transaction that has locked it. */
  static Rest of(Change change, JobId job) {
    return new Rest(change, "job", " WHERE id = :job", Map.of("job", job.value()));
  }

  /** The rest of a segment, inside a transaction that has locked its job. */
  static Rest of(Change change, Segment.Key segment) {
    return new Rest(
        change,
        "segment",
        " WHERE job = :job AND number = :number",
        Map.of("job", segment.job().value(), "number", segment.number()));
  }

  /**
   * A rest that is on.
   *
   * @param reason that was told last
   * @param told how many were
   */
  private record Row(String reason, long since, int told, long toldAt) {

    boolean tells(String why, long now) {
      return !reason.equals(withoutNumbers(why)) && (told < FIRST_FEW || now - toldAt >= RARELY);
    }
  }

  private Optional<Row> row() {
    return change
        .handle()
        .createQuery(
            "SELECT rest_reason, rest_since, rest_told, rest_told_at FROM "
                + table
                + where
                + " AND rest_reason IS NOT NULL")
        .bindMap(key)
        .map(
            (row, _) ->
                new Row(
                    row.getString("rest_reason"),
                    row.getLong("rest_since"),
                    row.getInt("rest_told"),
                    row.getLong("rest_told_at")))
        .findOne();
  }

  /** Whether the last try came to nothing, and was not counted. */
  boolean isOn() {
    return row().isPresent();
  }

  /**
   * One more try has come to nothing.
   *
   * @param tells whether its reason is to be told
   * @param length of the rest that follows
   * @param since when it rests, in milliseconds since 1970
   * @param told how many reasons were told before
   */
  record Next(boolean tells, Duration length, long since, int told) {}

  /**
   * Tells what follows one more try that came to nothing.
   *
   * @param wait the shortest
   * @param why reasons that differ in their numbers alone are the same
   */
  Next next(Duration wait, String why) {
    var last = row();
    boolean tells = last.map(row -> row.tells(why, change.now())).orElse(true);
    long since = last.map(Row::since).orElse(change.now());
    var share = Duration.ofMillis((change.now() - since) / SHARE);
    var length = longer(wait, shorter(share, LONGEST));
    return new Next(tells, length, since, last.map(Row::told).orElse(0));
  }

  /** Remembers why it rests, which was told, and since when. */
  void remember(Next next, String why) {
    change
        .handle()
        .createUpdate(
            "UPDATE "
                + table
                + " SET rest_reason = :why, rest_since = :since, rest_told = :told,"
                + " rest_told_at = :now"
                + where)
        .bind("why", withoutNumbers(why))
        .bind("since", next.since)
        .bind("told", next.told + 1)
        .bind("now", change.now())
        .bindMap(key)
        .execute();
  }

  /** What follows is no rest any more. */
  void end() {
    change
        .handle()
        .createUpdate("UPDATE " + table + " SET rest_reason = NULL" + where)
        .bindMap(key)
        .execute();
  }

  private static String withoutNumbers(String why) {
    return why.replaceAll("[0-9]+", "#");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
