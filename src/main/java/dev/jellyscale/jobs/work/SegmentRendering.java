package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.OutOfDeviceMemory;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.RenderedFile;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.model.JobModel;
import dev.jellyscale.jobs.work.RunningAttempts.Stop;
import dev.jellyscale.models.lifecycle.Lease;
import dev.jellyscale.protocol.job.RangeFacts;
import dev.jellyscale.protocol.job.RangeTask;
import dev.jellyscale.supervisor.RangeHandle;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Renders a segment: one attempt, whose file is accepted once or not at all. */
record SegmentRendering(Workshop workshop, RunningAttempts running) {
  private static final System.Logger LOG = System.getLogger(SegmentRendering.class.getName());

  /**
   * What a node leaves to others that may have the model. Short, since it keeps them waiting too.
   */
  private static final Duration OTHERS = Duration.ofSeconds(2);

  /** A job that is paused or waits may still get its model. */
  private static final Set<Kind> WANTED = Set.of(Kind.RENDERING, Kind.PAUSED);

  /** What an attempt is for. */
  private record Given(Job job, Segment segment, Attempt attempt, JobModel model) {}

  /**
   * Renders a segment, or finds that somebody else does, that there is nothing to render, or that
   * this node cannot get the model; then nothing is begun.
   *
   * @throws InterruptedException if the node stops; the segment waits for somebody else then
   */
  void run(Segment.Key key) throws InterruptedException {
    var job = workshop.store().jobs().find(key.job());
    if (job.isEmpty() || !(job.get().state() instanceof JobState.Rendering)) {
      return;
    }
    Optional<JobModel> model;
    try {
      model = running.steps().run(key.job(), WANTED, () -> workshop.model(job.get()));
    } catch (JellyscaleException e) {
      leave(key, e);
      return;
    } catch (RuntimeException e) {
      unforeseen(key, e);
      return;
    }
    if (model.isPresent()) {
      begin(key, model.get());
    }
  }

  private void leave(Segment.Key key, JellyscaleException reason) {
    var why =
        "Node %s cannot take segments of this job: %s"
            .formatted(workshop.node(), reason.getMessage());
    LOG.log(Level.DEBUG, "Segment {0} is left to others: {1}", key, why);
    workshop.store().segmentWork().left(key, JobFaults.rest(reason).orElse(OTHERS), why);
  }

  /** Uncounted and without a rest, it would be tried again for ever and at once. */
  private void unforeseen(Segment.Key key, RuntimeException failure) {
    if (workshop.places().folders().judged(failure) instanceof JellyscaleException known) {
      leave(key, known);
      return;
    }
    LOG.log(Level.ERROR, "The model for segment " + key + " cannot be had", failure);
    var work = workshop.store().segmentWork();
    var fault = JobFaults.unforeseen();
    work.begin(key, workshop.node(), workshop.cause("taken"))
        .ifPresent(attempt -> work.failed(attempt, fault, workshop.cause(fault.reason())));
  }

  private void begin(Segment.Key key, JobModel model) throws InterruptedException {
    var store = workshop.store();
    var begun = store.segmentWork().begin(key, workshop.node(), workshop.cause("taken"));
    var job = store.jobs().find(key.job());
    var segment = store.segments().find(key);
    if (begun.isPresent() && job.isPresent() && segment.isPresent()) {
      workshop.faults().reach(FaultPoint.SEGMENT_BEGUN);
      attempt(new Given(job.get(), segment.get(), begun.get(), model));
    }
  }

  private void attempt(Given given) throws InterruptedException {
    var attempt = given.attempt();
    var handle = running.begin(attempt, workshop.store().segmentWork());
    try {
      render(given, handle);
    } catch (InterruptedException e) {
      stopped(attempt, e);
    } catch (OutOfDeviceMemory e) {
      climbDown(given, e);
    } catch (JellyscaleException e) {
      var rest = JobFaults.rest(e);
      if (rest.isPresent()) {
        postponed(attempt, rest.get(), e);
      } else {
        failed(attempt, JobFaults.of(e));
      }
    } catch (SourceChanged e) {
      failed(attempt, e.fault());
    } catch (RuntimeException e) {
      // Uncounted, it would be tried again for ever.
      LOG.log(Level.ERROR, "Segment " + attempt + " failed for a reason that nobody foresaw", e);
      failed(attempt, JobFaults.unforeseen());
    } finally {
      var _ = running.end(attempt);
    }
  }

  private void render(Given given, RangeHandle handle) throws InterruptedException {
    try {
      commit(given.attempt(), rendered(given, handle));
    } catch (RuntimeException e) {
      throw JobFaults.judged(workshop.places(), given.job(), e);
    }
  }

  private RangeFacts rendered(Given given, RangeHandle handle) throws InterruptedException {
    var folders = workshop.places().folders();
    var job = given.job();
    folders.make(job.id());
    try (var _ = lease(given)) {
      var provider = job.plan().orElseThrow().rendering().provider();
      var task =
          new RangeTask(
              workshop.wish(job, given.model()),
              Optional.of(given.segment().frames()),
              Ladder.limits(provider, given.segment().ladder()),
              folders.part(given.attempt()).toString());
      var place = QueuePlace.ofNode(Priority.BACKGROUND);
      return workshop.renderers().devices().range(task, handle, place);
    }
  }

  /** Opening a model may take minutes, and nobody who cancels waits for that. */
  private Lease lease(Given given) throws InterruptedException {
    return running
        .steps()
        .run(given.job().id(), WANTED, () -> workshop.lease(given.model()))
        .orElseThrow(() -> new InterruptedException("Cancelled while its model was being opened"));
  }

  private void commit(Attempt attempt, RangeFacts facts) throws InterruptedException {
    var folders = workshop.places().folders();
    workshop.faults().reach(FaultPoint.SEGMENT_RENDERED);
    folders.complete(attempt);
    workshop.faults().reach(FaultPoint.SEGMENT_RENAMED);
    var file = new RenderedFile(facts.file(), facts.seconds(), facts.device().provider().name());
    var rows = workshop.store().segmentWork();
    var cause = workshop.cause("rendered");
    if (Insistence.USUAL.on(() -> rows.rendered(attempt, file, cause))) {
      workshop.faults().reach(FaultPoint.SEGMENT_COMMITTED);
    } else {
      LOG.log(Level.WARNING, "Segment {0} came too late and is not accepted", attempt);
      folders.remove(attempt);
    }
  }

  /** The segment is not to blame, so nothing is counted. */
  private void postponed(Attempt attempt, Duration wait, JellyscaleException why) {
    var cause = workshop.cause("not counted: " + why.getMessage());
    if (workshop.store().segmentWork().postponed(attempt, wait, cause)) {
      workshop.places().folders().remove(attempt);
    }
  }

  private void failed(Attempt attempt, Fault fault) {
    var cause = workshop.cause(fault.reason());
    if (workshop.store().segmentWork().failed(attempt, fault, cause)) {
      workshop.places().folders().remove(attempt);
    }
  }

  /** Where nobody has ended the attempt, the node itself stops. */
  private void stopped(Attempt attempt, InterruptedException e) throws InterruptedException {
    var why = running.end(attempt);
    if (why.equals(Optional.of(Stop.STALLED))) {
      failed(attempt, Fault.passing("stalled", "No new frame came for too long"));
      return;
    }
    var cause = workshop.cause(why.isPresent() ? "held for too long" : "the node stops");
    if (workshop.store().segmentWork().givenUp(attempt, cause)) {
      workshop.places().folders().remove(attempt);
    } else {
      // A complete file may have been accepted, though the answer was lost; a part is nobody's.
      workshop.places().folders().removePart(attempt);
    }
    if (why.isEmpty()) {
      throw e;
    }
  }

  private void climbDown(Given given, OutOfDeviceMemory failure) {
    int ladder = given.segment().ladder();
    var reason = String.valueOf(failure.getMessage());
    if (ladder < Ladder.STEPS) {
      var work = workshop.store().segmentWork();
      work.climbDown(given.attempt(), ladder + 1, workshop.cause(reason));
      workshop.places().folders().remove(given.attempt());
    } else {
      failed(given.attempt(), Fault.lasting("out-of-memory", reason));
    }
  }
}
