package dev.jellyscale.video.job;

import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.work.RangeCut;
import dev.jellyscale.video.work.WorkDirectory;
import java.util.List;
import java.util.OptionalLong;

/**
 * Decides which ranges a job has: all of one length where that is given, else a short first one
 * whose speed decides on the others.
 */
final class RangeSchedule {
  private final JobPlan.Source source;
  private final OptionalLong framesPerRange;

  RangeSchedule(JobPlan.Source source, OptionalLong framesPerRange) {
    this.source = source;
    this.framesPerRange = framesPerRange;
  }

  /** Ranges to add to those of {@code work}; none where these reach the end. */
  List<FrameRange> further(WorkDirectory work) {
    var whole = source.frames();
    var known = work.ranges();
    if (!known.isEmpty() && known.getLast().end() == whole.end()) {
      return List.of();
    }
    if (framesPerRange.isPresent()) {
      return RangeCut.equal(whole.first(), whole.end(), framesPerRange.getAsLong());
    }
    var cut = new RangeCut(source.probed().facts().video().frameRate().value());
    if (known.isEmpty()) {
      return List.of(cut.first(whole));
    }
    var first = work.finished(0).orElseThrow();
    double perSecond = known.getFirst().frames() / Math.max(first.seconds(), 1e-3);
    return RangeCut.equal(known.getLast().end(), whole.end(), cut.length(perSecond));
  }
}
