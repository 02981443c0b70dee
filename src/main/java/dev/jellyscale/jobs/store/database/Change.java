package dev.jellyscale.jobs.store.database;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.progress.JobCount;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * A transaction that writes. It touches one job at most, whose row it locks first: so changes of
 * one job follow each other, and two transactions cannot wait for each other.
 */
public final class Change {
  private static final String INSERT =
      """
      INSERT INTO history (at, job, segment, from_state, to_state, actor, why)
      VALUES (:at, :job, :segment, :from, :to, :by, :why)
      """;

  private final Handle handle;
  private final Dialect dialect;
  private final long now;
  private final List<JobCount> counts;

  Change(Handle handle, Dialect dialect, long now, List<JobCount> counts) {
    this.handle = handle;
    this.dialect = dialect;
    this.now = now;
    this.counts = counts;
  }

  /** Where statements are made. */
  public Handle handle() {
    return handle;
  }

  /** The database's time when the transaction began, in milliseconds since 1970. */
  public long now() {
    return now;
  }

  /** The database's time when the transaction began. */
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  /** What a query ends with so that its rows are locked. */
  public String locking() {
    return dialect.locking;
  }

  /**
   * Waits until nobody else counts jobs in order to make one, and holds them all up until the
   * transaction ends. To be called before anything is locked or written.
   */
  public void countAlone() {
    handle.createQuery(dialect.lockCounting).mapTo(Integer.class).one();
  }

  /** Adds to the figures of this node, if the transaction succeeds. */
  public void count(JobCount count) {
    counts.add(count);
  }

  /**
   * What becomes of a state.
   *
   * @param segment number of the segment; empty: the job
   * @param from name of the state before; empty text where there was none
   */
  public record Step(JobId job, OptionalInt segment, String from, String to) {}

  /** Writes down a change of state, with the same transaction. */
  public void record(Step step, Cause cause) {
    record(step, cause, now);
  }

  /**
   * The same of what was earlier and is told now.
   *
   * @param at when it was, in milliseconds since 1970
   */
  public void record(Step step, Cause cause, long at) {
    handle.createQuery(dialect.lockHistory).mapTo(Integer.class).one();
    handle
        .createUpdate(INSERT)
        .bind("at", at)
        .bind("job", step.job.value())
        .bind("segment", step.segment.isPresent() ? (Integer) step.segment.getAsInt() : null)
        .bind("from", step.from)
        .bind("to", step.to)
        .bind("by", cause.by())
        .bind("why", cause.why())
        .execute();
  }
}
