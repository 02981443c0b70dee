package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.owner.OwnerRows;
import dev.jellyscale.jobs.store.published.ErrandRows;
import dev.jellyscale.jobs.store.published.PublishedRows;

/** All rows of jobs in one database. May be used by many threads. */
public final class JobStore {
  private final JobDatabase database;

  /** The rows of a database, which somebody else closes. */
  public JobStore(JobDatabase database) {
    this.database = database;
  }

  /** Where the rows are. */
  public JobDatabase database() {
    return database;
  }

  /** Jobs, made and found. */
  public JobRows jobs() {
    return new JobRows(database);
  }

  /** Jobs by whom they belong to. */
  public OwnerRows owners() {
    return new OwnerRows(database);
  }

  /** Moves of jobs by commands and by the reconciler. */
  public JobMoves moves() {
    return new JobMoves(database);
  }

  /** Planning, assembling and publishing. */
  public FileWork fileWork() {
    return new FileWork(database);
  }

  /** Segments, found. */
  public SegmentRows segments() {
    return new SegmentRows(database);
  }

  /** Attempts of segments. */
  public SegmentWork segmentWork() {
    return new SegmentWork(database);
  }

  /** What has become of jobs and segments. */
  public HistoryRows history() {
    return new HistoryRows(database);
  }

  /** Nodes that share the database. */
  public NodeRows nodes() {
    return new NodeRows(database);
  }

  /** What nodes that ended without a word have left. */
  public LeftoverWork leftovers() {
    return new LeftoverWork(database);
  }

  /** How many segments of a model run at a time. */
  public ModelLimitRows modelLimits() {
    return new ModelLimitRows(database);
  }

  /** Films that were published. */
  public PublishedRows published() {
    return new PublishedRows(database);
  }

  /** What Jellyfin is still to be told of them. */
  public ErrandRows errands() {
    return new ErrandRows(database);
  }

  /** Whether the queue stands still. */
  public QueueRow queue() {
    return new QueueRow(database);
  }

  /** Render windows. */
  public WindowRows windows() {
    return new WindowRows(database);
  }
}
