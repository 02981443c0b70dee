package dev.jellyscale.video.job;

import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.UpscaleReport;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.work.FinishedRange;
import java.util.ArrayList;
import java.util.List;

/** Sums up a job for the person who asked for it. */
record ReportWriting(JobPlan plan, UpscaleRequest request, List<String> notes, DeviceFacts device) {

  /**
   * @param bytes size of the finished file
   */
  UpscaleReport write(RangeLoop.Outcome outcome, ProgressMeter meter, long bytes) {
    long total = outcome.ranges().stream().mapToLong(FinishedRange::frames).sum();
    long inferred = outcome.ranges().stream().mapToLong(FinishedRange::inferred).sum();
    var frames =
        new UpscaleReport.Frames(
            total,
            inferred,
            total - inferred,
            outcome.resumedFrames(),
            meter.framesPerSecond(),
            meter.seconds());
    return new UpscaleReport(input(), output(), model(), device, frames, bytes, allNotes());
  }

  private UpscaleReport.Picture input() {
    var video = plan.source().probed().facts().video();
    return new UpscaleReport.Picture(
        request.source().toString(),
        video.format().width(),
        video.format().height(),
        video.codec(),
        "");
  }

  private UpscaleReport.Picture output() {
    var encode = plan.output().encode();
    return new UpscaleReport.Picture(
        request.destination().toString(),
        encode.format().width(),
        encode.format().height(),
        encode.settings().encoder(),
        "preset %s, quality %d".formatted(encode.settings().preset(), encode.settings().quality()));
  }

  private UpscaleReport.Model model() {
    return new UpscaleReport.Model(
        plan.network().id().value(),
        plan.network().file().sha256(),
        plan.output().provenance().scale());
  }

  private List<String> allNotes() {
    var all = new ArrayList<>(notes);
    if (device.seamsPossible()) {
      all.add("The network sees farther than tiles overlap: seams are possible.");
    }
    return List.copyOf(all);
  }
}
