package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Rendered;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.supervisor.ProgressListener;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.nio.file.Files;
import java.util.Optional;

/** Reads a segment wholly before it counts, while others are rendered. */
record Checking(Workshop workshop) {

  /** Checks a segment, or finds that there is nothing to check. */
  void run(Segment.Key key) throws InterruptedException {
    var store = workshop.store();
    var job = store.jobs().find(key.job());
    var segment = store.segments().find(key);
    if (job.isPresent()
        && segment.isPresent()
        && segment.get().state() instanceof Rendered rendered) {
      workshop.faults().reach(FaultPoint.CHECK_BEGUN);
      check(job.get(), segment.get(), rendered);
    }
  }

  private void check(Job job, Segment segment, Rendered rendered) throws InterruptedException {
    var attempt = new Attempt(segment.key(), rendered.attempt(), rendered.node());
    var work = workshop.store().segmentWork();
    try {
      read(job, segment, rendered, attempt);
      work.done(attempt, workshop.cause("checked"));
      workshop.faults().reach(FaultPoint.CHECK_COMMITTED);
    } catch (JellyscaleException e) {
      var fault = fault(e, attempt);
      work.failed(attempt, fault, workshop.cause(fault.reason()));
      workshop.places().folders().remove(attempt);
    }
  }

  /** A file that is spoilt or gone is made anew. */
  private Fault fault(JellyscaleException failure, Attempt attempt) {
    boolean gone = Files.notExists(workshop.places().folders().segment(attempt));
    if (gone || failure instanceof VerificationFailed) {
      return Fault.passing("segment-damaged", String.valueOf(failure.getMessage()));
    }
    return JobFaults.of(failure);
  }

  private void read(Job job, Segment segment, Rendered rendered, Attempt attempt)
      throws InterruptedException {
    var model = workshop.models().get().source(job.recipe().model());
    var task =
        new CheckTask(
            workshop.wish(job, model),
            Optional.of(segment.frames()),
            workshop.places().folders().segment(attempt).toString(),
            rendered.file().file(),
            job.plan().orElseThrow().video().output());
    var place = QueuePlace.ofNode(Priority.BATCH);
    workshop.renderers().files().check(task, ProgressListener.NONE, place);
  }
}
