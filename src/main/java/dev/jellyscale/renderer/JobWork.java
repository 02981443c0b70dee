package dev.jellyscale.renderer;

import dev.jellyscale.protocol.job.AssembleFacts;
import dev.jellyscale.protocol.job.AssembleTask;
import dev.jellyscale.protocol.job.CheckTask;
import dev.jellyscale.protocol.job.PlanFacts;
import dev.jellyscale.protocol.job.PlanTask;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.job.JobPlan;
import dev.jellyscale.video.job.JobPlanner;
import dev.jellyscale.video.part.PlanTelling;
import dev.jellyscale.video.part.SegmentCheck;
import dev.jellyscale.video.part.SegmentJoining;
import dev.jellyscale.video.probe.ProbedSource;
import java.nio.file.Path;

/** What jobs need besides rendered ranges: plans, checked segments, finished files. */
record JobWork(OpenModels models, ProbedSources sources) {

  /** Plans a job. */
  PlanFacts plan(PlanTask order) {
    return PlanTelling.tell(plan(order.wish(), order.output()), order.wish(), order.provider());
  }

  private JobPlan plan(VideoWish wish, String output) {
    var request = Requests.of(wish, Path.of(output));
    var network = models.network(wish.model());
    return JobPlanner.planParts(request, network, probed(wish));
  }

  private ProbedSource probed(VideoWish wish) {
    return sources.probe(Path.of(wish.source()), wish.handling().allowDamaged());
  }

  /** Reads a segment and returns the number of its frames. */
  long check(CheckTask order, Task task) throws InterruptedException {
    task.requireWanted();
    return new SegmentCheck(order, probed(order.wish()), done -> task.progress(done, 0)).run();
  }

  /** Makes a finished file. */
  AssembleFacts assemble(AssembleTask order, Task task) throws InterruptedException {
    var plan = plan(order.wish(), order.output());
    task.requireWanted();
    return new SegmentJoining(plan, order, task::progress).join();
  }
}
