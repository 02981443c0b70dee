package dev.jellyscale.video.scale;

import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.protocol.DeviceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several passes of a network and a resize behind them, as one upscaler. Owns its parts and the
 * pictures between them.
 */
public final class UpscaleChain implements Upscaler {
  private final List<Upscaler> passes;
  private final FrameFormat output;
  private final Optional<LanczosResize> resize;
  private final List<FramePool> between = new ArrayList<>();
  private boolean closed;

  /**
   * Joins the passes; one that already gives the output is returned as it is.
   *
   * @param passes at least one, each taking what the one before gives; closed with the chain, and
   *     also if this fails
   * @param output what the chain shall give: the size differs where a resize is needed
   */
  public static Upscaler of(List<Upscaler> passes, FrameFormat output, ChromaSiting siting) {
    if (passes.size() == 1 && passes.getFirst().output().equals(output)) {
      return passes.getFirst();
    }
    try {
      return new UpscaleChain(passes, output, siting);
    } catch (RuntimeException e) {
      passes.forEach(Upscaler::close);
      throw e;
    }
  }

  private UpscaleChain(List<Upscaler> passes, FrameFormat output, ChromaSiting siting) {
    this.passes = List.copyOf(passes);
    this.output = output;
    var enlarged = passes.getLast().output();
    resize =
        enlarged.equals(output)
            ? Optional.empty()
            : Optional.of(new LanczosResize(enlarged, output, siting));
    int pools = passes.size() - (resize.isPresent() ? 0 : 1);
    for (int i = 0; i < pools; i++) {
      between.add(new FramePool(passes.get(i).output(), batch()));
    }
  }

  @Override
  public FrameFormat input() {
    return passes.getFirst().input();
  }

  @Override
  public FrameFormat output() {
    return output;
  }

  /** The smallest batch of all passes: each of them is run with it. */
  @Override
  public int batch() {
    return passes.stream().mapToInt(Upscaler::batch).min().orElseThrow();
  }

  @Override
  public void upscale(List<Frame> inputs, List<Frame> outputs) throws InterruptedException {
    var lent = new ArrayList<Frame>();
    try {
      var current = inputs;
      for (int i = 0; i < passes.size(); i++) {
        var next = i < between.size() ? lend(between.get(i), inputs.size(), lent) : outputs;
        passes.get(i).upscale(current, next);
        current = next;
      }
      if (resize.isPresent()) {
        for (int i = 0; i < outputs.size(); i++) {
          resize.get().resize(current.get(i), outputs.get(i));
        }
      }
    } finally {
      lent.forEach(Frame::close);
    }
  }

  private static List<Frame> lend(FramePool pool, int count, List<Frame> lent)
      throws InterruptedException {
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < count; i++) {
      var frame = pool.acquire();
      lent.add(frame);
      frames.add(frame);
    }
    return frames;
  }

  @Override
  public void cancel() {
    passes.forEach(Upscaler::cancel);
  }

  /** Of the last pass, which has most to do; seams are possible where any pass makes them. */
  @Override
  public DeviceFacts device() {
    var last = passes.getLast().device();
    boolean seams = passes.stream().anyMatch(pass -> pass.device().seamsPossible());
    return new DeviceFacts(
        last.provider(), last.refused(), last.batch(), last.tilesPerFrame(), seams);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    passes.forEach(Upscaler::close);
    resize.ifPresent(LanczosResize::close);
    between.forEach(FramePool::close);
  }
}
