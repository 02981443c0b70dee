package dev.jellyscale.api.v1.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.JobStore;

/** Finds the job that a path names. */
public final class JobNamed {
  private JobNamed() {}

  /**
   * The job.
   *
   * @throws NotFound if there is none
   */
  public static Job find(JobStore store, String id) {
    try {
      return store.jobs().find(new JobId(id)).orElseThrow(JobNamed::none);
    } catch (Invalid _) {
      throw none();
    }
  }

  /** What is said of a job that is not there. */
  public static NotFound none() {
    return new NotFound("There is no such job");
  }
}
