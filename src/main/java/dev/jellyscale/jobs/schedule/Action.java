package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.JobId;
import java.util.Optional;

/** Something that makes the scheduler fit the rows. Doing it twice is as good as once. */
sealed interface Action {

  /** There shall be this execution. */
  record Schedule(ExecutionKey key, int priority) implements Action {}

  /** There shall be none, unless somebody is at it already. */
  record Withdraw(ExecutionKey key) implements Action {}

  /** Nobody is at this attempt any more: the segment waits again. */
  record Lose(Attempt attempt) implements Action {}

  /** All segments are done. */
  record Assemble(JobId job) implements Action {}

  /** A job stands still for a reason, or for none any more. */
  record Wait(JobId job, Optional<String> why) implements Action {}
}
