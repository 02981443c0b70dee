package dev.jellyscale.video.part;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.encode.SegmentFacts;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.job.JobPlan;
import dev.jellyscale.video.job.RangeRenderer;
import dev.jellyscale.video.pipeline.FrameListener;
import dev.jellyscale.video.pipeline.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Upscales one range of a video into a segment file, and leaves joining segments to others.
 *
 * @param upscaler opened for the plan; stays the caller's, and serves no other range where this one
 *     fails
 */
public record RangeJob(JobPlan plan, Upscaler upscaler) {

  /**
   * What was made, and where it was inferred.
   *
   * @param inferred frames that went through the network
   */
  public record Made(SegmentFacts segment, long inferred, double seconds, DeviceFacts device) {}

  /** Frames of a plan's output for a range of the source; all where no range is given. */
  public static long outputFrames(JobPlan plan, Optional<FrameRange> frames) {
    return within(plan.source().frames(), frames).frames() * plan.source().framesPerSourceFrame();
  }

  /**
   * A part of a video.
   *
   * @param frames empty: the whole
   * @throws Invalid if the video does not have them
   */
  static FrameRange within(FrameRange whole, Optional<FrameRange> frames) {
    var range = frames.orElse(whole);
    if (range.first() < whole.first() || range.end() > whole.end()) {
      throw new Invalid(
          "The source has frames %d to %d and not %d to %d"
              .formatted(whole.first(), whole.end(), range.first(), range.end()));
    }
    return range;
  }

  /** Hears of a range while it is rendered, and may make it stand still. */
  public interface Watch extends FrameListener, Gate {}

  /**
   * Renders. The segment is on the disk when this returns; if it fails there is none.
   *
   * @param frames of the source; empty: all of them
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Made render(Optional<FrameRange> frames, Path segment, Watch watch)
      throws InterruptedException {
    boolean done = false;
    try (var renderer = new RangeRenderer(plan, upscaler)) {
      var made = renderer.render(within(plan.source().frames(), frames), segment, watch, watch);
      done = true;
      return new Made(made.segment(), made.inferred(), made.seconds(), upscaler.device());
    } finally {
      if (!done) {
        remove(segment);
      }
    }
  }

  private static void remove(Path segment) {
    try {
      Files.deleteIfExists(segment);
    } catch (IOException e) {
      throw WriteFailure.of(segment, e);
    }
  }
}
