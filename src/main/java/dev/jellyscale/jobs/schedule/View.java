package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.WorkerNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the rows say at one moment. Bounded, however many jobs there are: more than the nodes could
 * begin with need not be seen.
 *
 * @param now by the database's clock
 * @param paused whether the whole queue stands still
 * @param nodes that live
 * @param jobs that are not final, the first of those that wait included, in any order
 * @param executions all of them
 */
record View(
    Instant now,
    boolean paused,
    List<WorkerNode> nodes,
    List<JobView> jobs,
    List<StandingExecution> executions) {

  /**
   * A job and what there is to do for it.
   *
   * @param open segments that are not done: all that have begun, and the next ones to begin, in the
   *     order of their frames
   * @param allDone whether it has segments, and all are done
   * @param gate why it may not begin or go on, such as a window or a disk; empty: it may
   */
  record JobView(Job job, List<Segment> open, boolean allDone, Optional<String> gate) {}
}
