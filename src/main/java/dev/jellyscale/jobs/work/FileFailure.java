package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.FileAttempt;
import java.lang.System.Logger.Level;

/** What becomes of a job whose planning, joining or publishing has failed. */
record FileFailure(Workshop workshop, FileAttempt attempt) {
  private static final System.Logger LOG = System.getLogger(FileFailure.class.getName());

  /** Attempts of any kind after which a job is not tried again. */
  private static final int MOST_ATTEMPTS = 5;

  /** Ends the job, or leaves it to be tried again. */
  void take(RuntimeException failure) {
    var fault = fault(failure);
    if (fault.lasting() || attempt.number() >= MOST_ATTEMPTS) {
      var cause = workshop.cause(fault.reason());
      workshop.store().fileWork().failed(attempt, fault, cause);
    } else {
      LOG.log(Level.WARNING, "Job {0} will be tried again: {1}", attempt.job(), fault.reason());
    }
  }

  private Fault fault(RuntimeException failure) {
    if (failure instanceof JellyscaleException known) {
      return JobFaults.of(known);
    }
    LOG.log(Level.ERROR, "Job " + attempt.job() + " failed for no known reason", failure);
    return Fault.passing("internal", "Unexpected: " + failure);
  }
}
