package dev.jellyscale.jobs.work;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Steps of jobs that this node is at, beside segments: planning, checking, joining, publishing.
 * Ends those whose jobs have gone elsewhere: what they would bring is not accepted anyway.
 * Thread-safe.
 */
final class RunningSteps {
  private final Set<Step> steps = ConcurrentHashMap.newKeySet();

  /** Something that takes long, and that an interruption ends. Writes no rows. */
  @FunctionalInterface
  interface Command<T> {
    T run() throws InterruptedException;
  }

  /** One under way. */
  static final class Step {
    private final JobId job;
    private final Set<Kind> wanted;
    private @Nullable Thread caller = Thread.currentThread();
    private boolean ended;

    Step(JobId job, Set<Kind> wanted) {
      this.job = job;
      this.wanted = wanted;
    }

    JobId job() {
      return job;
    }

    synchronized void end() {
      if (caller != null && !ended) {
        ended = true;
        caller.interrupt();
      }
    }

    /** An interruption that was meant for the step ends with it. */
    synchronized boolean leave() {
      caller = null;
      if (ended) {
        Thread.interrupted();
      }
      return ended;
    }
  }

  /**
   * Runs a step for as long as its job is in one of the states.
   *
   * @return empty where it was ended because the job is not
   * @throws InterruptedException if the node stops
   */
  <T> Optional<T> run(JobId job, Set<Kind> wanted, Command<T> command) throws InterruptedException {
    var step = new Step(job, wanted);
    steps.add(step);
    try {
      return Optional.of(command.run());
    } catch (InterruptedException e) {
      if (step.leave()) {
        return Optional.empty();
      }
      throw e;
    } finally {
      steps.remove(step);
      var _ = step.leave();
    }
  }

  /** Those under way now. */
  List<Step> begun() {
    return List.copyOf(steps);
  }

  /** Ends what nobody wants of those that had begun when the rows were asked. */
  static void look(List<Step> begun, Map<JobId, Kind> standing) {
    for (var step : begun) {
      var kind = standing.get(step.job);
      if (kind == null || !step.wanted.contains(kind)) {
        step.end();
      }
    }
  }
}
