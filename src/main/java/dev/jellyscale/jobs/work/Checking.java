package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.VerificationFailed;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Rendered;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.supervisor.ProgressListener;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

/** Reads a segment wholly before it counts, while others are rendered. */
record Checking(Workshop workshop, RunningSteps steps) {
  private static final System.Logger LOG = System.getLogger(Checking.class.getName());

  /** A job that is paused has its segments checked: it is little, and it is done. */
  private static final Set<Kind> WANTED = Set.of(Kind.RENDERING, Kind.PAUSED);

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
      if (steps.run(job.id(), WANTED, () -> read(job, segment, rendered, attempt)).isPresent()) {
        work.done(attempt, workshop.cause("checked"));
        workshop.faults().reach(FaultPoint.CHECK_COMMITTED);
      }
    } catch (VerificationFailed e) {
      spoilt(attempt, e);
    } catch (JellyscaleException e) {
      if (isGone(attempt)) {
        spoilt(attempt, e);
      } else {
        later(attempt, e);
      }
    } catch (SourceChanged e) {
      work.checkFailed(attempt, e.fault(), workshop.cause("not checked: " + e.fault().reason()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Segment " + attempt + " cannot be checked for no known reason", e);
      var fault = JobFaults.unforeseen();
      work.checkFailed(attempt, fault, workshop.cause(fault.reason()));
    }
  }

  private boolean isGone(Attempt attempt) {
    var folders = workshop.places().folders();
    return folders.areThere() && Files.notExists(folders.segment(attempt));
  }

  /** What keeps us from reading says nothing of the file; it is checked again. */
  private void later(Attempt attempt, JellyscaleException failure) {
    var work = workshop.store().segmentWork();
    var rest = JobFaults.rest(failure);
    if (rest.isPresent()) {
      var cause = workshop.cause("not counted: " + failure.getMessage());
      work.checkPostponed(attempt, rest.get(), cause);
    } else {
      var fault = JobFaults.of(failure);
      work.checkFailed(attempt, fault, workshop.cause("not checked: " + fault.reason()));
    }
  }

  /** The segment is rendered anew. Whoever is late touches no file: it may have become good. */
  private void spoilt(Attempt attempt, JellyscaleException failure) {
    var fault = Fault.passing("segment-damaged", String.valueOf(failure.getMessage()));
    var cause = workshop.cause(fault.reason());
    if (workshop.store().segmentWork().failed(attempt, fault, cause)) {
      workshop.places().folders().remove(attempt);
    }
  }

  private long read(Job job, Segment segment, Rendered rendered, Attempt attempt)
      throws InterruptedException {
    var task =
        new CheckTask(
            workshop.wish(job, Workshop.unopened(job)),
            Optional.of(segment.frames()),
            workshop.places().folders().segment(attempt).toString(),
            rendered.file().file(),
            job.plan().orElseThrow().video().output());
    var place = QueuePlace.ofNode(Priority.BATCH);
    try {
      return workshop.renderers().files().check(task, ProgressListener.NONE, place);
    } catch (RuntimeException e) {
      throw JobFaults.judged(workshop.places(), job, e);
    }
  }
}
