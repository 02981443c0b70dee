package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Active;
import dev.jellyscale.jobs.JobState.Failed;
import dev.jellyscale.jobs.JobState.Paused;
import dev.jellyscale.jobs.JobState.Queued;
import dev.jellyscale.jobs.JobState.Rendering;
import dev.jellyscale.jobs.JobState.Unfinished;
import dev.jellyscale.jobs.progress.JobCount;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.time.Duration;
import java.util.function.Function;

/**
 * Moves of jobs from one state to another, by commands and by the reconciler. Each answers whether
 * it took place: where not, the job does not exist or stands elsewhere, and nothing has changed.
 */
public final class JobMoves {
  private final JobDatabase database;

  JobMoves(JobDatabase database) {
    this.database = database;
  }

  /** A queued job is planned next. */
  public boolean plan(JobId id, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .filter(job -> job.state() instanceof Queued)
                .map(job -> plan(change, job, cause))
                .orElse(false));
  }

  private static boolean plan(Change change, Job job, Cause cause) {
    boolean moved = JobSteps.move(change, job, new Queued().plan(), cause);
    if (moved) {
      change.count(new JobCount.Planned(Duration.between(job.changedAt(), change.instant())));
    }
    return moved;
  }

  /** A job whose segments are all done is assembled next. */
  public boolean assemble(JobId id, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .filter(
                    job ->
                        job.state() instanceof Rendering
                            && SegmentSteps.allDone(change.handle(), id))
                .map(job -> JobSteps.move(change, job, new Rendering().assemble(), cause))
                .orElse(false));
  }

  /** A job stands still; attempts under way may still end. */
  public boolean pause(JobId id, Cause cause) {
    return move(id, Active.class, Active::pause, cause);
  }

  /**
   * A job stands still, and whoever paused it before cannot have it go on by {@link #resumeOwn}.
   */
  public boolean hold(JobId id, Cause cause) {
    return database.change(
        change -> JobSteps.lock(change, id).map(job -> hold(change, job, cause)).orElse(false));
  }

  private static boolean hold(Change change, Job job, Cause cause) {
    if (job.state() instanceof Active active) {
      return JobSteps.move(change, job, active.pause(), cause);
    }
    if (!(job.state() instanceof Paused paused)) {
      return false;
    }
    if (!isPausedBy(change, job, cause)) {
      JobSteps.record(change, job, paused, cause);
    }
    return true;
  }

  private static boolean isPausedBy(Change change, Job job, Cause cause) {
    return HistoryRows.last(change.handle(), job.id(), JobState.Kind.PAUSED)
        .filter(entry -> entry.cause().by().equals(cause.by()))
        .isPresent();
  }

  /** A job goes on where it was, if it was paused by the same one who has it go on. */
  public boolean resumeOwn(JobId id, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .filter(job -> isPausedBy(change, job, cause))
                .map(
                    job ->
                        job.state() instanceof Paused paused
                            && JobSteps.move(change, job, paused.resume(), cause))
                .orElse(false));
  }

  /** A paused job goes on where it was. */
  public boolean resume(JobId id, Cause cause) {
    return move(id, Paused.class, Paused::resume, cause);
  }

  /** A job ends because nobody wants it; nothing is accepted from its attempts any longer. */
  public boolean cancel(JobId id, Cause cause) {
    return end(id, Unfinished::cancel, cause);
  }

  /** A job ends because it cannot succeed; nothing is accepted from its attempts any longer. */
  public boolean fail(JobId id, Fault fault, Cause cause) {
    return end(id, state -> state.fail(fault), cause);
  }

  /** A failed job is planned anew; segments that are done are kept where the plan still fits. */
  public boolean again(JobId id, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .map(
                    job -> {
                      if (!(job.state() instanceof Failed failed)) {
                        return false;
                      }
                      FileFailures.forget(change, id);
                      return JobSteps.move(change, job, failed.again(), cause);
                    })
                .orElse(false));
  }

  private <S extends JobState> boolean move(
      JobId id, Class<S> from, Function<S, JobState> step, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .filter(job -> from.isInstance(job.state()))
                .map(job -> JobSteps.move(change, job, step.apply(from.cast(job.state())), cause))
                .orElse(false));
  }

  private boolean end(JobId id, Function<Unfinished, JobState> step, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .map(
                    job -> {
                      if (!(job.state() instanceof Unfinished state)) {
                        return false;
                      }
                      SegmentSteps.endWithJob(change, id, cause);
                      return JobSteps.move(change, job, step.apply(state), cause);
                    })
                .orElse(false));
  }
}
