package dev.jellyscale.jobs.store.outbox;

import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.notify.Delivery;
import dev.jellyscale.jobs.notify.Notice.Facts;
import dev.jellyscale.jobs.notify.Notice.Subject;
import dev.jellyscale.jobs.notify.NotifyTarget;
import dev.jellyscale.jobs.notify.Occasion;
import dev.jellyscale.jobs.progress.JobCount.NotificationsEnded;
import dev.jellyscale.jobs.store.database.Change;
import java.util.Optional;
import java.util.UUID;

/** Writes notices down, each in the transaction of what it tells of. */
public final class OutboxRows {
  /** More than that wait for no target: the oldest are dropped. */
  static final int MOST_PENDING = 1000;

  private static final String INSERT =
      """
      INSERT INTO notify_delivery (id, target, occasion, at, facts, state, due_at)
      VALUES (:id, :target, :occasion, :now, :facts, 'PENDING', :due)
      """;

  private static final String DROP =
      """
      UPDATE notify_delivery SET state = 'DROPPED', ended_at = :now,
        problem = 'Too many others wait for the same target'
      WHERE target = :target AND state = 'PENDING' AND number <= (
        SELECT number FROM notify_delivery WHERE target = :target AND state = 'PENDING'
        ORDER BY number DESC LIMIT 1 OFFSET :most)
      """;

  private OutboxRows() {}

  /** Tells of a job's arrival in a state, where that is worth it and somebody wants to know. */
  public static void moved(Change change, Job job, JobState to) {
    Occasion.of(to.kind())
        .ifPresent(
            occasion ->
                tell(change, occasion, new Facts(Optional.of(subject(job, to)), Optional.empty())));
  }

  private static Subject subject(Job job, JobState to) {
    var fault = to instanceof Failed(var why) ? Optional.of(why) : Optional.<Fault>empty();
    var recipe = job.recipe();
    return new Subject(
        job.id().value(),
        recipe.source().toString(),
        recipe.output().toString(),
        recipe.model().value(),
        fault.map(Fault::code),
        fault.map(Fault::reason));
  }

  /** Tells all who want to know. */
  public static void tell(Change change, Occasion occasion, Facts facts) {
    // A target that is taken away meanwhile waits for us, or we for it.
    var targets =
        change
            .handle()
            .createQuery(TargetRows.SELECT + "ORDER BY name" + change.locking())
            .map(TargetRows::target)
            .list();
    for (var target : targets) {
      if (target.occasions().contains(occasion)) {
        write(change, target, new Entry(occasion, facts, change.now()));
        drop(change, target);
      }
    }
  }

  /**
   * What is written.
   *
   * @param due when it may be sent, in milliseconds since 1970
   */
  record Entry(Occasion occasion, Facts facts, long due) {}

  /** Writes one notice for one target; tells its id. */
  static String write(Change change, NotifyTarget target, Entry entry) {
    var id = UUID.randomUUID().toString();
    change
        .handle()
        .createUpdate(INSERT)
        .bind("id", id)
        .bind("target", target.name().value())
        .bind("occasion", entry.occasion.name())
        .bind("now", change.now())
        .bind("facts", NoticeJson.write(entry.facts))
        .bind("due", entry.due)
        .execute();
    return id;
  }

  private static void drop(Change change, NotifyTarget target) {
    int dropped =
        change
            .handle()
            .createUpdate(DROP)
            .bind("now", change.now())
            .bind("target", target.name().value())
            .bind("most", MOST_PENDING)
            .execute();
    if (dropped > 0) {
      change.count(new NotificationsEnded(Delivery.State.DROPPED, dropped));
      DeliveryRows.forget(change, target.name());
    }
  }
}
