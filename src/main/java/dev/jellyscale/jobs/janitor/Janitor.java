package dev.jellyscale.jobs.janitor;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.upkeep.TidyRows;
import dev.jellyscale.jobs.work.JobFolders;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps what jobs leave behind within bounds, from {@link #start} to {@link #close}: files that
 * nobody needs, and rows of jobs that are over for long. Every node has one; what two of them do at
 * once is as good as done by one.
 */
public final class Janitor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Janitor.class.getName());
  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(5);
  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final int ROWS_AT_A_TIME = 100;

  /** Of one round, so that it ends; what is left has its turn in the next one. */
  private static final int MOST_BATCHES = 20;

  private final JobStore store;
  private final WorkSweep work;
  private final CopySweep copies;
  private final ModelSweep models;
  private final Retention retention;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("jellyscale-janitor").daemon().factory());

  /**
   * @param folders of jobs
   * @param roots of this node
   */
  public Janitor(JobStore store, JobFolders folders, MediaRoots roots, Retention retention) {
    this.store = store;
    this.work = new WorkSweep(store, folders, retention);
    this.copies = new CopySweep(store, roots);
    this.models = new ModelSweep(store, folders, retention);
    this.retention = retention;
  }

  /** Goes its round soon, and every few minutes from then on. */
  public void start() {
    var _ =
        rounds.scheduleWithFixedDelay(
            this::attempt, 1, BETWEEN_ROUNDS.toSeconds(), TimeUnit.SECONDS);
  }

  private void attempt() {
    try {
      round();
    } catch (JellyscaleException e) {
      LOG.log(Level.WARNING, "Leftovers of jobs stay for now: {0}", e.getMessage());
    } catch (RuntimeException e) {
      // A round that throws would be the last one.
      LOG.log(Level.ERROR, "Leftovers of jobs cannot be removed", e);
    }
  }

  /** Removes what there is to remove now. */
  void round() {
    work.sweep();
    copies.sweep();
    models.sweep();
    var rows = new TidyRows(store.database());
    var now = store.database().clock().instant();
    rows.forgetNodes(now.minus(retention.nodes()));
    var details = now.minus(retention.details());
    each(() -> rows.withDetails(details, ROWS_AT_A_TIME), rows::forgetDetails);
    var before = oldest(rows, now);
    each(() -> rows.over(before, ROWS_AT_A_TIME), job -> store.jobs().delete(job));
  }

  private Instant oldest(TidyRows rows, Instant now) {
    var byAge = now.minus(retention.rows());
    return rows.endOfNewest(retention.jobs())
        .map(end -> end.plusMillis(1))
        .filter(byNumber -> byNumber.isAfter(byAge))
        .orElse(byAge);
  }

  private static void each(Supplier<List<JobId>> some, Consumer<JobId> work) {
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      var jobs = some.get();
      jobs.forEach(work);
      if (jobs.size() < ROWS_AT_A_TIME) {
        return;
      }
    }
  }

  /** Goes no round any more; one that is under way has a moment to end before its rows go. */
  @Override
  public void close() {
    rounds.shutdown();
    try {
      var _ = rounds.awaitTermination(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
