package dev.jellyscale.video.job;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.work.FinishedRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Upscales one range of a video into a segment file, and leaves joining segments to others. */
public final class RangeJob {
  private final Engine engine;
  private final JobPlan plan;

  /**
   * Plans. Nothing is written.
   *
   * @param engine stays the caller's
   * @param request whose destination tells what container the segments will stand in; it is not
   *     written
   * @throws dev.jellyscale.error.JellyscaleException if it is refused
   */
  public RangeJob(Engine engine, UpscaleRequest request, Network network) {
    this.engine = engine;
    plan = JobPlanner.plan(request, network, JobPlanner.probe(request));
  }

  /**
   * What was made, and where it was inferred.
   *
   * @param inferred frames that went through the network
   */
  public record Made(long frames, long inferred, long bytes, double seconds, DeviceFacts device) {}

  /** Frames of the output for a range of the source; all of them where no range is given. */
  public long outputFrames(Optional<FrameRange> frames) {
    return range(frames).frames() * plan.source().framesPerSourceFrame();
  }

  private FrameRange range(Optional<FrameRange> frames) {
    var whole = plan.source().frames();
    var range = frames.orElse(whole);
    if (range.first() < whole.first() || range.end() > whole.end()) {
      throw new Invalid(
          "The source has frames %d to %d and not %d to %d"
              .formatted(whole.first(), whole.end(), range.first(), range.end()));
    }
    return range;
  }

  /**
   * Renders. The segment is on the disk when this returns; if it fails there is none.
   *
   * @param frames of the source; empty: all of them
   * @param finished told the number of finished frames after each of them
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Made render(Optional<FrameRange> frames, Path segment, LongConsumer finished)
      throws InterruptedException {
    boolean done = false;
    try (var upscaler = UpscalerOpening.open(engine, plan);
        var renderer = new RangeRenderer(plan, upscaler)) {
      var written = new long[1];
      FinishedRange made =
          renderer.render(range(frames), segment, _ -> finished.accept(++written[0]));
      done = true;
      return new Made(
          made.frames(), made.inferred(), made.bytes(), made.seconds(), upscaler.device());
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
      throw dev.jellyscale.video.encode.WriteFailure.of(segment, e);
    }
  }
}
