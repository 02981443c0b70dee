package dev.jellyscale.video.job;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.JobEvent.Estimated;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.pipeline.FrameSource;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.work.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Tells what a job would cost by rendering a few seconds of it, from its beginning, middle and end,
 * into a folder that is removed again.
 */
public final class CostEstimator {
  private static final int SPOTS = 3;
  private static final long SPOT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Enough for a group of pictures; fewer would overrate keyframes. */
  private static final long MOST_FRAMES_OF_A_SPOT = 100;

  private final Engine engine;

  /**
   * @param engine stays the caller's
   */
  public CostEstimator(Engine engine) {
    this.engine = engine;
  }

  /**
   * Measures. Refuses what {@link UpscaleJob#run} would refuse.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Estimated estimate(UpscaleRequest request) throws InterruptedException {
    var plan = JobPlanner.plan(request);
    Path folder = temporaryFolder(request);
    var file = folder.resolve("estimate.part");
    try (var upscaler = UpscalerOpening.open(engine, plan);
        var renderer = new RangeRenderer(plan, upscaler)) {
      var sum = new Sum();
      for (int spot = 0; spot < SPOTS; spot++) {
        sum.add(renderer, spotOf(plan.source().frames(), spot), file);
      }
      return sum.of(plan, request);
    } finally {
      remove(file, folder);
    }
  }

  private static FrameRange spotOf(FrameRange whole, int spot) {
    long length = Math.min(MOST_FRAMES_OF_A_SPOT, Math.ceilDiv(whole.frames(), SPOTS));
    long first = whole.first() + (whole.frames() - length) * spot / (SPOTS - 1);
    return new FrameRange(first, first + length);
  }

  private static Path temporaryFolder(UpscaleRequest request) {
    var root = request.resources().workRoot();
    try {
      if (root.isPresent()) {
        WorkDirectory.makeFolder(root.get());
        return Files.createTempDirectory(root.get(), "estimate-");
      }
      return Files.createTempDirectory("jellyscale-estimate-");
    } catch (IOException e) {
      throw WriteFailure.of(root.orElse(Path.of("estimate")), e);
    }
  }

  private static void remove(Path file, Path folder) {
    try {
      Files.deleteIfExists(file);
      Files.delete(folder);
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
    }
  }

  /** Reads for a limited time. */
  private record Limited(FrameSource source, long deadline) implements FrameSource {
    @Override
    public boolean read(Frame target) {
      return System.nanoTime() < deadline && source.read(target);
    }
  }

  /** What was measured so far. */
  private static final class Sum {
    private long frames;
    private long bytes;
    private long nanos;

    void add(RangeRenderer renderer, FrameRange range, Path file) throws InterruptedException {
      long begin = System.nanoTime();
      var source = new Limited(renderer.go(range), begin + SPOT_NANOS);
      var written = renderer.write(source, file, _ -> {});
      nanos += System.nanoTime() - begin;
      frames += written.frames();
      bytes += written.bytes();
    }

    Estimated of(JobPlan plan, UpscaleRequest request) {
      long total = plan.source().outputFrames();
      double perSecond = frames * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos);
      double videoBytes = total * (double) bytes / Math.max(1, frames);
      return new Estimated(
          request.source().toString(),
          total,
          Math.min(frames, total),
          perSecond,
          total / Math.max(perSecond, 1e-9),
          Math.round(videoBytes + otherBytes(plan)));
    }

    /** What the other streams take, in proportion to the part that is wanted. */
    private static double otherBytes(JobPlan plan) {
      var probed = plan.source().probed();
      double others = Math.max(0, probed.facts().bytes() - probed.index().bytes());
      return others * plan.source().frames().frames() / Math.max(1, probed.index().frames());
    }
  }
}
