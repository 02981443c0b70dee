package dev.jellyscale.jobs.work;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.PlanTask;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Set;

/** Finds out what a job will take, and cuts it into segments. */
record Planning(Workshop workshop, RunningSteps steps) {

  /** Plans a job, or finds that it is not to be planned. */
  void run(JobId id) throws InterruptedException {
    var store = workshop.store();
    var cause = workshop.cause("planning");
    store.moves().plan(id, cause);
    var job = store.jobs().find(id);
    var attempt = store.fileWork().begin(id, Kind.PLANNING, cause);
    if (job.isEmpty() || attempt.isEmpty()) {
      return;
    }
    workshop.faults().reach(FaultPoint.PLAN_BEGUN);
    try {
      var plan = steps.run(id, Set.of(Kind.PLANNING), () -> plan(job.get()));
      if (plan.isPresent()) {
        store.fileWork().planned(attempt.get(), plan.get(), workshop.cause("planned"));
        workshop.faults().reach(FaultPoint.PLAN_COMMITTED);
      }
    } catch (RuntimeException e) {
      new FileFailure(workshop, attempt.get()).take(e);
    }
  }

  private JobPlan plan(Job job) throws InterruptedException {
    var recipe = job.recipe();
    var target = workshop.places().roots().target(recipe.output());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new Conflict("A file stands at " + recipe.output() + " already");
    }
    var provider = recipe.provider().orElseGet(() -> workshop.renderers().best());
    var model = workshop.settled(job);
    var task = new PlanTask(workshop.wish(job, model), recipe.output().fileName(), provider);
    return plan(found(job, task), provider, model.sha256());
  }

  private PlanFacts found(Job job, PlanTask task) throws InterruptedException {
    try {
      return workshop.renderers().files().plan(task, QueuePlace.ofNode(Priority.BATCH));
    } catch (RuntimeException e) {
      throw JobFaults.judged(workshop.places(), job, e);
    }
  }

  private static JobPlan plan(PlanFacts facts, ExecutionProvider provider, String modelSha256) {
    var frames = facts.frames();
    return new JobPlan(
        new JobPlan.Video(
            frames.ofSource(),
            frames.rate(),
            facts.input(),
            facts.output().size(),
            frames.perSourceFrame()),
        new JobPlan.Rendering(
            provider,
            facts.wish().encoder(),
            facts.output().encoder(),
            frames.perRange(),
            frames.secondsOfOne() * frames.perSourceFrame()),
        modelSha256,
        facts.source(),
        facts.output().otherBytes(),
        facts.notes());
  }
}
