package dev.jellyscale.video.job;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.encode.SegmentFacts;
import dev.jellyscale.video.encode.SegmentWriter;
import dev.jellyscale.video.pipeline.FrameListener;
import dev.jellyscale.video.pipeline.FrameSource;
import dev.jellyscale.video.pipeline.Gate;
import dev.jellyscale.video.pipeline.Pipeline;
import dev.jellyscale.video.work.FinishedRange;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Renders ranges into segment files, with the same frames in memory for all of them. */
public final class RangeRenderer implements AutoCloseable {
  private final JobPlan plan;
  private final Pipeline pipeline;
  private final RangeSource frames;

  /**
   * @param upscaler stays the caller's
   */
  public RangeRenderer(JobPlan plan, Upscaler upscaler) {
    this.plan = plan;
    pipeline = new Pipeline(upscaler);
    frames = new RangeSource(plan.source());
  }

  /**
   * A range that is rendered.
   *
   * @param inferred frames that went through the network
   * @param seconds that rendering took
   */
  public record Made(SegmentFacts segment, long inferred, double seconds) {

    /** What is kept of it for runs that go on with the job. */
    FinishedRange finished() {
      return new FinishedRange(
          segment.frames(), segment.bytes(), segment.crc32c(), inferred, seconds);
    }
  }

  /**
   * Renders a range into {@code file}, which is on the disk when this returns.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if the source has fewer frames there
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Made render(FrameRange range, Path file, FrameListener listener, Gate gate)
      throws InterruptedException {
    long begin = System.nanoTime();
    var source = frames.go(range);
    var reused = new long[1];
    var written =
        write(
            source,
            file,
            again -> {
              reused[0] += again ? 1 : 0;
              listener.written(again);
            },
            gate);
    source.requireComplete();
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    return new Made(written, written.frames() - reused[0], seconds);
  }

  /** Renders what {@code source} gives into {@code file}. */
  SegmentFacts write(FrameSource source, Path file, FrameListener listener)
      throws InterruptedException {
    return write(source, file, listener, Gate.OPEN);
  }

  private SegmentFacts write(FrameSource source, Path file, FrameListener listener, Gate gate)
      throws InterruptedException {
    try (var writer = SegmentWriter.open(file, plan.output().encode())) {
      pipeline.run(source, writer::write, listener, gate);
      return writer.finish();
    }
  }

  /** Goes to a range, to be written by {@link #write}. */
  FrameSource go(FrameRange range) {
    return frames.go(range);
  }

  @Override
  public void close() {
    try (pipeline) {
      frames.close();
    }
  }
}
