package dev.jellyscale.video.job;

import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.RangeCut;
import java.util.List;
import java.util.OptionalLong;

/**
 * The ranges of a job: a pure function of its plan and of the provider that infers, so that a job
 * that was interrupted has the keyframes of one that was not.
 *
 * @param whole all frames that are wanted
 * @param framesPerRange most frames of a range
 */
public record RangeSchedule(FrameRange whole, long framesPerRange) {

  /**
   * The schedule of a plan.
   *
   * @param asked most frames of a range; empty: about a minute of work
   */
  public static RangeSchedule of(JobPlan plan, ExecutionProvider provider, OptionalLong asked) {
    return new RangeSchedule(
        plan.source().frames(), asked.orElseGet(() -> usual(plan, provider).length()));
  }

  private static RangeCut usual(JobPlan plan, ExecutionProvider provider) {
    var source = plan.source();
    double ofOutput =
        ExpectedPace.of(plan).secondsPerFrame(provider, plan.output().encode().settings());
    return new RangeCut(
        source.probed().facts().video().frameRate().value(),
        ofOutput * source.framesPerSourceFrame());
  }

  /** All ranges, in order and without gaps. */
  public List<FrameRange> ranges() {
    return RangeCut.equal(whole, framesPerRange);
  }
}
