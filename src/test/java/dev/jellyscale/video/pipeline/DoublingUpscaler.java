package dev.jellyscale.video.pipeline;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/** Repeats every sample in both directions; fails at a chosen frame. Needs no model. */
public final class DoublingUpscaler implements Upscaler {
  private final FrameFormat input;
  private final int batch;
  private final long failAt;
  private long inferred;
  private volatile boolean cancelled;

  /**
   * @param failAt number of the frame, from 0, at which it fails; negative for never
   */
  public DoublingUpscaler(FrameFormat input, int batch, long failAt) {
    this.input = input;
    this.batch = batch;
    this.failAt = failAt;
  }

  /** Frames inferred so far. */
  public long inferred() {
    return inferred;
  }

  @Override
  public FrameFormat input() {
    return input;
  }

  @Override
  public FrameFormat output() {
    return input.scaled(2);
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public void upscale(List<Frame> inputs, List<Frame> outputs) throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("cancelled");
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inferred++ == failAt) {
        throw new IllegalStateException("inference fails as asked");
      }
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        doublePlane(inputs.get(i), outputs.get(i), plane);
      }
      outputs.get(i).stampLike(inputs.get(i));
    }
  }

  private static void doublePlane(Frame in, Frame out, int plane) {
    int width = in.format().planeWidth(plane);
    int outWidth = out.format().planeWidth(plane);
    int outHeight = out.format().planeHeight(plane);
    for (int y = 0; y < outHeight; y++) {
      for (int x = 0; x < outWidth; x++) {
        byte sample = in.plane(plane).get(ValueLayout.JAVA_BYTE, (long) (y / 2) * width + x / 2);
        out.plane(plane).set(ValueLayout.JAVA_BYTE, (long) y * outWidth + x, sample);
      }
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public DeviceFacts device() {
    return new DeviceFacts(ExecutionProvider.CPU, Map.of(), batch, 1, false);
  }

  @Override
  public void close() {
    // Owns nothing.
  }
}
