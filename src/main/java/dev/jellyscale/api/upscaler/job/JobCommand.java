package dev.jellyscale.api.upscaler.job;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.store.JobMoves;

/** What can be done to a job. */
enum JobCommand {
  PAUSE("paused", "be paused", JobState.Paused.class) {
    @Override
    boolean act(JobMoves moves, JobId job, By by) {
      return by.all() ? moves.hold(job, by.cause()) : moves.pause(job, by.cause());
    }
  },
  RESUME("resumed", "go on", JobState.Active.class) {
    @Override
    boolean act(JobMoves moves, JobId job, By by) {
      return by.all() ? moves.resume(job, by.cause()) : moves.resumeOwn(job, by.cause());
    }
  },
  CANCEL("cancelled", "be cancelled", JobState.Cancelled.class) {
    @Override
    boolean act(JobMoves moves, JobId job, By by) {
      return moves.cancel(job, by.cause());
    }
  };

  /**
   * Who wants it.
   *
   * @param all whether all jobs are his to steer
   */
  record By(Cause cause, boolean all) {}

  private final String why;
  private final String words;
  private final Class<? extends JobState> done;

  JobCommand(String why, String words, Class<? extends JobState> done) {
    this.why = why;
    this.words = words;
    this.done = done;
  }

  /** Does it; false where the job stands elsewhere. */
  abstract boolean act(JobMoves moves, JobId job, By by);

  /** What the history tells. */
  String why() {
    return why;
  }

  /** Whether there is nothing left to do. */
  boolean isDone(JobState state) {
    return done.isInstance(state);
  }

  @Override
  public String toString() {
    return words;
  }
}
