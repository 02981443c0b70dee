package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.ExecutionProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows say at one moment. Bounded, however many jobs there are: more than the nodes could
 * begin with need not be seen.
 *
 * @param jobs in any order; of those that may begin or go on, the most urgent ones are there
 * @param executions all of them
 */
record View(Circumstances now, List<JobView> jobs, List<StandingExecution> executions) {

  /**
   * What holds for all jobs.
   *
   * @param time by the database's clock
   * @param paused whether the whole queue stands still
   * @param nodes that live
   * @param limits most segments of a model at a time; a model that is missing has no limit
   */
  record Circumstances(
      Instant time, boolean paused, List<WorkerNode> nodes, Map<ModelId, Integer> limits) {

    /** Places for a provider, of all nodes that take work. */
    int slots(ExecutionProvider provider) {
      return nodes.stream()
          .filter(node -> !node.draining() && node.providers().contains(provider))
          .mapToInt(WorkerNode::slots)
          .sum();
    }
  }

  /**
   * A job and what there is to do for it.
   *
   * @param open segments that are not done: all that have begun, and, where it may go on, the next
   *     ones to begin, in the order of their frames
   * @param allDone whether it has segments, and all are done
   * @param gate why it may not begin or go on, such as a window or a disk; empty: it may
   */
  record JobView(Job job, List<Segment> open, boolean allDone, Optional<String> gate) {}
}
