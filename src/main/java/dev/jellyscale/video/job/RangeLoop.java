package dev.jellyscale.video.job;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.video.pipeline.Gate;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.work.FinishedRange;
import dev.jellyscale.video.work.SourceFingerprint;
import dev.jellyscale.video.work.WorkDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Renders the ranges of a job that are not finished yet, in order. */
record RangeLoop(
    JobPlan plan, UpscaleRequest request, WorkDirectory work, SourceFingerprint fingerprint) {

  /** All ranges of the job, and how much of them stood there before. */
  record Outcome(List<FinishedRange> ranges, long resumedFrames) {}

  /**
   * Returns when all ranges are finished.
   *
   * @param begin told the number of frames that are finished already, before rendering begins
   */
  Outcome run(Upscaler upscaler, ProgressMeter meter, LongConsumer begin)
      throws InterruptedException {
    long resumed = work.finishedFrames();
    meter.resumed(resumed);
    begin.accept(resumed);
    var finished = new ArrayList<FinishedRange>();
    try (var renderer = new RangeRenderer(plan, upscaler)) {
      meter.begin();
      for (int range = 0; range < work.ranges().size(); range++) {
        finished.add(finish(range, renderer, meter));
      }
      meter.end();
    }
    return new Outcome(List.copyOf(finished), resumed);
  }

  private FinishedRange finish(int range, RangeRenderer renderer, ProgressMeter meter)
      throws InterruptedException {
    var before = work.finished(range);
    if (before.isPresent()) {
      return before.get();
    }
    var facts =
        renderer.render(work.ranges().get(range), work.part(range), meter, Gate.OPEN).finished();
    fingerprint.requireUnchanged(request.source());
    work.finish(range, facts);
    return facts;
  }
}
