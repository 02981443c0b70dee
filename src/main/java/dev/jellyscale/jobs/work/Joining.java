package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.protocol.job.Fingerprint;
import dev.jellyscale.supervisor.ProgressListener;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins the segments of a job to a film, and publishes it. */
record Joining(Workshop workshop, RunningSteps steps) {

  /** Goes as far as the job's state allows. */
  void run(JobId id) throws InterruptedException {
    var store = workshop.store();
    var joining = store.fileWork().begin(id, Kind.ASSEMBLING, workshop.cause("joining"));
    if (joining.isPresent()) {
      workshop.faults().reach(FaultPoint.ASSEMBLY_BEGUN);
      guarded(joining.get(), this::join);
    }
    var publishing = store.fileWork().begin(id, Kind.VERIFYING, workshop.cause("publishing"));
    if (publishing.isPresent()) {
      guarded(publishing.get(), this::publish);
    }
  }

  private interface Step {
    void take(Job job, FileAttempt attempt) throws InterruptedException;
  }

  private void guarded(FileAttempt attempt, Step step) throws InterruptedException {
    var job = workshop.store().jobs().find(attempt.job());
    if (job.isEmpty()) {
      return;
    }
    try {
      step.take(job.get(), attempt);
    } catch (RuntimeException e) {
      new FileFailure(workshop, attempt).take(e);
    }
  }

  private void join(Job job, FileAttempt attempt) throws InterruptedException {
    var folders = workshop.places().folders();
    var names = new ArrayList<String>();
    var gone = new HashSet<Integer>();
    for (var segment : workshop.store().segments().of(job.id())) {
      var name = name(segment);
      names.add(name);
      if (!Files.isRegularFile(folders.folder(job.id()).resolve(name))) {
        gone.add(segment.key().number());
      }
    }
    if (!gone.isEmpty()) {
      folders.requireThere();
      var cause = workshop.cause("files of segments are gone");
      workshop.store().fileWork().segmentsGone(attempt, gone, cause);
      return;
    }
    var target = folders.film(job.id(), attempt.number(), job.recipe().output().fileName());
    var facts = steps.run(job.id(), Set.of(Kind.ASSEMBLING), () -> assemble(job, names, target));
    workshop.faults().reach(FaultPoint.ASSEMBLY_WRITTEN);
    if (facts.isPresent() && assembled(attempt, facts.get())) {
      workshop.faults().reach(FaultPoint.ASSEMBLY_RECORDED);
    } else {
      folders.removeFilm(target);
    }
  }

  private boolean assembled(FileAttempt attempt, AssembleFacts facts) throws InterruptedException {
    var cause = workshop.cause("joined and verified");
    var rows = workshop.store().fileWork();
    return Insistence.USUAL.on(() -> rows.assembled(attempt, facts.bytes(), facts.sha256(), cause));
  }

  private AssembleFacts assemble(Job job, List<String> names, Path target)
      throws InterruptedException {
    var folders = workshop.places().folders();
    var task =
        new AssembleTask(
            workshop.wish(job, workshop.model(job)),
            fingerprint(job.plan().orElseThrow()),
            new AssembleTask.Segments(folders.folder(job.id()).toString(), names),
            job.recipe().output().fileName(),
            target.toString());
    try {
      return joined(job, task);
    } catch (RuntimeException | InterruptedException e) {
      // A renderer that was killed has left it.
      folders.removeFilm(target);
      throw e;
    }
  }

  private AssembleFacts joined(Job job, AssembleTask task) throws InterruptedException {
    try {
      return workshop
          .renderers()
          .files()
          .assemble(task, ProgressListener.NONE, QueuePlace.ofNode(Priority.BATCH));
    } catch (Conflict e) {
      // Nothing else is in the way of a join: what it writes has a name of its own.
      throw new SourceChanged(e);
    } catch (RuntimeException e) {
      throw JobFaults.judged(workshop.places(), job, e);
    }
  }

  private static String name(Segment segment) {
    if (segment.state() instanceof Done done) {
      return JobFolders.segmentName(segment.key(), done.attempt());
    }
    throw new IllegalStateException("Segment " + segment.key() + " is not done");
  }

  private static Fingerprint fingerprint(JobPlan plan) {
    var source = plan.source();
    return new Fingerprint(source.bytes(), source.modified(), source.sampleSha256());
  }

  private void publish(Job job, FileAttempt attempt) throws InterruptedException {
    if (job.state() instanceof JobState.Verifying(OutputFile output)) {
      new Publishing(workshop, steps).run(job, output, attempt);
    }
  }
}
