package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.QueueState;
import dev.jellyscale.jobs.notify.Notice.Facts;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.outbox.OutboxRows;
import dev.jellyscale.jobs.store.upkeep.ViewerRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether all of the queue stands still. */
public final class QueueRow {
  private final JobDatabase database;

  QueueRow(JobDatabase database) {
    this.database = database;
  }

  /** How the queue stands. */
  public QueueState state() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT paused, actor, why, changed_at FROM queue WHERE id = 1")
                .map(
                    (row, _) ->
                        new QueueState(
                            row.getInt("paused") != 0,
                            new Cause(row.getString("actor"), row.getString("why")),
                            Instant.ofEpochMilli(row.getLong("changed_at"))))
                .one());
  }

  /**
   * How the queue and some of its jobs stand.
   *
   * @param still whether all stands still: it is paused, or gives way to viewers
   * @param jobs those that exist
   */
  public record Standing(boolean still, Map<JobId, Kind> jobs) {}

  /** How the queue and some jobs stand, at the cost of one short query. */
  public Standing standing(Set<JobId> jobs) {
    var found = new HashMap<JobId, Kind>();
    long oldest = database.clock().instant().minus(ViewerRows.FRESH).toEpochMilli();
    var still =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id, state, (SELECT paused FROM queue WHERE id = 1) + (
                          SELECT count(*) FROM node_viewers
                          WHERE way IS NOT NULL AND told_at >= :oldest) AS still
                        FROM job WHERE id IN (<ids>)
                        """)
                    .bind("oldest", oldest)
                    .bindList("ids", jobs.stream().map(JobId::value).toList())
                    .map(
                        (row, _) -> {
                          found.put(
                              new JobId(row.getString("id")), Kind.valueOf(row.getString("state")));
                          return row.getInt("still") != 0;
                        })
                    .list());
    return new Standing(still.contains(true), Map.copyOf(found));
  }

  /** Stops the queue; false where it stood still already. */
  public boolean pause(Cause cause) {
    return set(true, cause);
  }

  /** Lets the queue go on; false where it was not stopped. */
  public boolean resume(Cause cause) {
    return set(false, cause);
  }

  private boolean set(boolean paused, Cause cause) {
    return database.change(
        change -> {
          boolean changed = set(change, paused, cause);
          if (changed && paused) {
            OutboxRows.tell(
                change,
                Occasion.QUEUE_PAUSED,
                new Facts(Optional.empty(), Optional.of(cause.why())));
          }
          return changed;
        });
  }

  private static boolean set(Change change, boolean paused, Cause cause) {
    return change
            .handle()
            .createUpdate(
                """
                UPDATE queue
                SET paused = :paused, actor = :by, why = :why, changed_at = :now
                WHERE id = 1 AND paused <> :paused
                """)
            .bind("paused", paused ? 1 : 0)
            .bind("by", cause.by())
            .bind("why", cause.why())
            .bind("now", change.now())
            .execute()
        == 1;
  }
}
