package dev.jellyscale.video.baseline;

import static org.bytedeco.ffmpeg.global.swscale.SWS_LANCZOS;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.List;
import java.util.Map;

/**
 * FFmpeg's Lanczos resize (swscale, one thread) where a network would be. It runs in the same
 * pipeline as a network, so that a comparison has the same decoder, queues and encoder on both
 * sides.
 */
public final class LanczosUpscaler implements Upscaler {
  private final FrameFormat input;
  private final FrameFormat output;
  private final PlaneScaler scaler;
  private volatile boolean cancelled;

  /**
   * @param scale how many times wider and higher the output is, at least 1
   */
  public LanczosUpscaler(FrameFormat input, int scale) {
    this.input = input;
    output = input.scaled(scale);
    scaler = new PlaneScaler(PlaneScaler.Side.of(input), PlaneScaler.Side.of(output), SWS_LANCZOS);
  }

  @Override
  public FrameFormat input() {
    return input;
  }

  @Override
  public FrameFormat output() {
    return output;
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public synchronized void upscale(List<Frame> inputs, List<Frame> outputs)
      throws InterruptedException {
    for (int i = 0; i < inputs.size(); i++) {
      if (cancelled) {
        throw new InterruptedException("Cancelled");
      }
      scaler.scale(inputs.get(i), outputs.get(i));
      outputs.get(i).stampLike(inputs.get(i));
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public DeviceFacts device() {
    return new DeviceFacts(ExecutionProvider.CPU, Map.of(), 1, 1, false);
  }

  @Override
  public synchronized void close() {
    cancelled = true;
    scaler.close();
  }
}
