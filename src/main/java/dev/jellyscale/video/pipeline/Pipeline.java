package dev.jellyscale.video.pipeline;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Decode, infer and encode side by side on platform threads (native code pins virtual ones). Owns
 * the frames that travel between the stages, so that their number bounds native memory whatever the
 * length of the video; they are allocated once and serve every run. Used by one thread.
 */
public final class Pipeline implements AutoCloseable {
  private static final int STAGES = 3;
  private static final int LEAST_QUEUED = 2;

  /** Frames larger than 1080p take more memory than a second place in a queue is worth. */
  private static final long LARGE_FRAME_BYTES = 4L << 20;

  private final Upscaler upscaler;
  private final int queued;
  private final FramePool decoded;
  private final FramePool upscaled;

  /**
   * @param upscaler what infers; the caller keeps it open longer than this pipeline
   */
  public Pipeline(Upscaler upscaler) {
    this.upscaler = upscaler;
    int batch = upscaler.batch();
    boolean large = upscaler.output().bytes() > LARGE_FRAME_BYTES;
    queued = Math.max(large ? 1 : LEAST_QUEUED, batch);
    // One in the hands of the decoder, a batch and the newest picture in those of inference.
    decoded = new FramePool(upscaler.input(), queued + batch + 2);
    // A batch in the hands of inference, the last picture in those of the encoder.
    upscaled = new FramePool(upscaler.output(), queued + batch + 1);
  }

  /**
   * Runs as {@link #run(FrameSource, FrameSink, FrameListener, Gate)} does, and never stands still.
   */
  public void run(FrameSource source, FrameSink sink, FrameListener listener)
      throws InterruptedException {
    run(source, sink, listener, Gate.OPEN);
  }

  /**
   * Runs to the end of the source or to the first failure, which is thrown; later ones are
   * suppressed in it. On return every stage has stopped and every frame is back, whatever happened.
   * After a failure or an interruption the upscaler is cancelled and serves no further run.
   *
   * @param gate where every stage waits before its next step while the run shall stand still
   * @throws InterruptedException if the calling thread is interrupted, which stops all stages
   */
  public void run(FrameSource source, FrameSink sink, FrameListener listener, Gate gate)
      throws InterruptedException {
    try (var toInfer = new HandOver<Frame>(queued, Frame::close);
        var toEncode = new HandOver<Rendered>(queued, Rendered::release);
        var executor = Executors.newFixedThreadPool(STAGES, Pipeline::stageThread)) {
      runStages(
          executor,
          List.of(
              new DecodeStage(source, decoded, toInfer, gate),
              new InferStage(toInfer, upscaler, upscaled, toEncode, gate),
              new EncodeStage(toEncode, sink, listener, gate)));
    }
  }

  private void runStages(ExecutorService executor, List<Stage> stages) throws InterruptedException {
    var finished = new ExecutorCompletionService<@Nullable Void>(executor);
    stages.forEach(finished::submit);
    int running = stages.size();
    try {
      for (; running > 0; running--) {
        finished.take().get();
      }
    } catch (ExecutionException e) {
      stop(executor);
      throw firstFailure(e, finished, running - 1);
    } catch (InterruptedException e) {
      stop(executor);
      throw e;
    }
  }

  private void stop(ExecutorService executor) {
    upscaler.cancel();
    executor.shutdownNow();
  }

  private static RuntimeException firstFailure(
      ExecutionException first, ExecutorCompletionService<@Nullable Void> others, int running)
      throws InterruptedException {
    var failure = unwrapped(first);
    for (int i = 0; i < running; i++) {
      try {
        others.take().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof InterruptedException)) {
          failure.addSuppressed(e);
        }
      }
    }
    return failure;
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException("A stage was stopped", failure);
    };
  }

  private static Thread stageThread(Runnable stage) {
    return Thread.ofPlatform().name("jellyscale-stage").daemon().unstarted(stage);
  }

  /** Frames that are lent at this moment: 0 whenever no run is going on. */
  int lent() {
    return decoded.lent() + upscaled.lent();
  }

  @Override
  public void close() {
    try (upscaled) {
      decoded.close();
    }
  }
}
