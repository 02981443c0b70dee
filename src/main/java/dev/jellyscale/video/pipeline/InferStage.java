package dev.jellyscale.video.pipeline;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.video.pipeline.Rendered.Picture;
import dev.jellyscale.video.pipeline.Rendered.Repeat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upscales frames in order, {@link Upscaler#batch} at a time. A frame that equals the one before is
 * not inferred again: the encoder is told to repeat the picture.
 */
final class InferStage implements Stage {
  /** Held pictures may last minutes; what waits for a full batch must not grow with them. */
  private static final int MOST_REPEATS_WAITING = 64;

  private final HandOver<Frame> in;
  private final Upscaler upscaler;
  private final FramePool pool;
  private final HandOver<Rendered> out;
  private final Gate gate;

  /** New pictures that wait for a full batch; the stage owns them. */
  private final List<Frame> batch = new ArrayList<>();

  /** What follows from the batch, in order; empty stands for the next picture of the batch. */
  private final List<Optional<Repeat>> waiting = new ArrayList<>();

  /** The newest new picture; owned by the stage, in the batch too while that waits. */
  private @Nullable Frame newest;

  /**
   * @param pool where upscaled frames come from
   */
  InferStage(
      HandOver<Frame> in, Upscaler upscaler, FramePool pool, HandOver<Rendered> out, Gate gate) {
    this.in = in;
    this.upscaler = upscaler;
    this.pool = pool;
    this.out = out;
    this.gate = gate;
  }

  @Override
  public void run() throws InterruptedException {
    try {
      for (var next = in.take(); next.isPresent(); next = in.take()) {
        accept(next.get());
        if (batch.size() == upscaler.batch() || waiting.size() > MOST_REPEATS_WAITING) {
          flush();
        }
      }
      flush();
      out.end();
    } finally {
      batch.forEach(Frame::close);
      if (newest != null) {
        newest.close();
      }
    }
  }

  private void accept(Frame frame) throws InterruptedException {
    var before = newest;
    if (before == null || !before.samePicture(frame)) {
      if (before != null && !batch.contains(before)) {
        before.close();
      }
      newest = frame;
      batch.add(frame);
      waiting.add(Optional.empty());
      return;
    }
    var repeat = new Repeat(frame.pts(), frame.duration(), frame.sideData());
    frame.close();
    if (batch.isEmpty()) {
      out.put(repeat);
    } else {
      waiting.add(Optional.of(repeat));
    }
  }

  private void flush() throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    var outputs = new ArrayDeque<Frame>();
    try {
      for (var _ : batch) {
        outputs.add(pool.acquire());
      }
      gate.pass();
      upscaler.upscale(List.copyOf(batch), List.copyOf(outputs));
      releaseInferred();
      for (var repeat : waiting) {
        out.put(repeat.isPresent() ? repeat.get() : new Picture(outputs.remove()));
      }
      waiting.clear();
    } finally {
      outputs.forEach(Frame::close);
    }
  }

  private void releaseInferred() {
    for (var frame : batch) {
      if (frame != newest) {
        frame.close();
      }
    }
    batch.clear();
  }
}
