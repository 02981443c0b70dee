package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.FileAttempt;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** What becomes of a job whose planning, joining or publishing has failed. */
record FileFailure(Workshop workshop, FileAttempt attempt) {
  private static final System.Logger LOG = System.getLogger(FileFailure.class.getName());

  /** Ends the job, or leaves it to be tried again after a while. */
  void take(RuntimeException thrown) {
    var failure = workshop.places().folders().judged(thrown);
    var rest =
        failure instanceof JellyscaleException known
            ? JobFaults.rest(known)
            : Optional.<Duration>empty();
    var rows = workshop.store().fileWork();
    if (rest.isPresent()) {
      var cause = workshop.cause("not counted: " + failure.getMessage());
      rows.postponed(attempt, rest.get(), cause);
    } else {
      var fault = fault(failure);
      rows.failed(attempt, fault, workshop.cause(fault.reason()));
    }
  }

  private Fault fault(RuntimeException failure) {
    if (failure instanceof JellyscaleException known) {
      return JobFaults.of(known);
    }
    if (failure instanceof SourceChanged changed) {
      return changed.fault();
    }
    LOG.log(Level.ERROR, "Job " + attempt.job() + " failed for no known reason", failure);
    return JobFaults.unforeseen();
  }
}
