package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.store.database.Change;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The rest of a job or a segment that is tried again and again without being counted. It grows with
 * the time that it has lasted, and each reason is told once, however often it comes; so what waits
 * for a week leaves a handful of rows.
 */
final class Rest {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** Who has waited for so long may wait a quarter longer. */
  private static final int SHARE = 4;

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

  private record Row(String reason, long since) {}

  private Optional<Row> row() {
    return change
        .handle()
        .createQuery(
            "SELECT rest_reason, rest_since FROM " + table + where + " AND rest_reason IS NOT NULL")
        .bindMap(key)
        .map((row, _) -> new Row(row.getString("rest_reason"), row.getLong("rest_since")))
        .findOne();
  }

  /** Whether the last try came to nothing, and was not counted. */
  boolean isOn() {
    return row().isPresent();
  }

  /**
   * One more try has come to nothing.
   *
   * @param isNew whether its reason is another one than that of the try before
   * @param length of the rest that follows
   * @param since when it rests, in milliseconds since 1970
   */
  record Next(boolean isNew, Duration length, long since) {}

  /**
   * Tells what follows one more try that came to nothing.
   *
   * @param wait the shortest
   * @param why reasons that differ in their numbers alone are the same
   */
  Next next(Duration wait, String why) {
    var last = row();
    boolean isNew = last.filter(row -> row.reason.equals(withoutNumbers(why))).isEmpty();
    long since = last.map(Row::since).orElse(change.now());
    var share = Duration.ofMillis((change.now() - since) / SHARE);
    return new Next(isNew, longer(wait, shorter(share, LONGEST)), since);
  }

  /** Remembers why it rests, and since when. */
  void remember(Next next, String why) {
    change
        .handle()
        .createUpdate("UPDATE " + table + " SET rest_reason = :why, rest_since = :since" + where)
        .bind("why", withoutNumbers(why))
        .bind("since", next.since)
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
