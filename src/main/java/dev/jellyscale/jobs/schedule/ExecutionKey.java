package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;

/**
 * Names an execution. There is one of a name at most, however often it is asked for.
 *
 * @param instance text form of the job or the segment
 */
public record ExecutionKey(ExecutionKind kind, String instance) {

  /** Something that is done for a job as a whole. */
  static ExecutionKey of(ExecutionKind kind, JobId job) {
    return new ExecutionKey(kind, job.toString());
  }

  /** Something that is done for a segment. */
  static ExecutionKey of(ExecutionKind kind, Segment.Key segment) {
    return new ExecutionKey(kind, segment.toString());
  }

  /** The job that it is for. */
  JobId job() {
    int colon = instance.indexOf(':');
    return new JobId(colon < 0 ? instance : instance.substring(0, colon));
  }

  @Override
  public String toString() {
    return kind.task() + " " + instance;
  }
}
