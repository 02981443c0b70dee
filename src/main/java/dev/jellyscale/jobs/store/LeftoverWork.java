package dev.jellyscale.jobs.store;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.SegmentState.Running;
import dev.jellyscale.jobs.store.database.JobDatabase;

/**
 * What a start of a node has left behind. Whoever knows that it is dead frees it at once; others
 * wait until its executions have been silent for long enough.
 */
public final class LeftoverWork {
  private final JobDatabase database;

  LeftoverWork(JobDatabase database) {
    this.database = database;
  }

  /**
   * Removes executions that somebody has picked and will not end.
   *
   * @param pickers beginning of the names of the schedulers that picked them
   * @param except beginning of the names of those that live; empty: none
   * @return how many
   */
  public int forget(String pickers, String except) {
    return database.change(
        change ->
            change
                .handle()
                .createUpdate(
                    """
                    DELETE FROM scheduled_tasks
                    WHERE substr(picked_by, 1, :length) = :pickers
                      AND (:living = 0 OR substr(picked_by, 1, :living) <> :except)
                    """)
                .bind("length", pickers.length())
                .bind("pickers", pickers)
                .bind("living", except.length())
                .bind("except", except)
                .execute());
  }

  /**
   * Lets the segments of a node that renders nothing wait again.
   *
   * @return how many
   */
  public int lose(NodeName node, Cause cause) {
    int lost = 0;
    for (var segment : new SegmentRows(database).running()) {
      if (segment.state() instanceof Running(int attempt, var owner)
          && owner.equals(node)
          && new SegmentWork(database).lost(new Attempt(segment.key(), attempt, owner), cause)) {
        lost++;
      }
    }
    return lost;
  }
}
